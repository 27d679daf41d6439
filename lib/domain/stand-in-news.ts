/** What is told of a stand-in: to both, and to the managers of the place. */
import { formatDay } from "./day";
import type { Happening, Notice } from "./notification";

export function standInNews(event: Extract<Happening, { kind: "stood-in" }>): Notice[] {
  const { absent, standIn, from, until, unitName, href } = event;
  const words = {
    isUrgent: false,
    subject: `Ủy quyền: ${standIn.displayName} thay ${absent.displayName}`,
    sentence: `Tại ${unitName}, từ ngày ${formatDay(from)} đến hết ngày ${formatDay(until)}.`,
    detail: null,
    href,
  };
  return [
    { ...words, to: [absent.id, standIn.id] },
    { ...words, to: "manager" },
  ];
}
