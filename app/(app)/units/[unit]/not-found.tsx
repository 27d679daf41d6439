import { refusal } from "./refusal";
import { Refused } from "./refused";

/** What a page that is not there answers to whoever opens its address. */
export default async function UnitNotFound() {
  return <Refused reason={await refusal().reason} />;
}
