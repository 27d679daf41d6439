/** What the parts about reports ask for, in a demo of few months. */

/** A closed month of the 34 provinces. */
export const REPORTED = "2025-10";
export const REPORTED_PROVINCE = "68-2025";

/** A closed month of the 63 provinces. */
export const BEFORE_REFORM = "2025-05";
