import { formatDay, type Day } from "@/lib/domain/day";
import type { Recipient } from "@/lib/domain/recipient";
import { RECIPIENT_KIND_LABELS } from "@/lib/labels";
import { AddRecipientForm, EditRecipientForms } from "./recipient-forms";

type Props = { unit: string; recipients: readonly Recipient[]; today: Day; isEditable: boolean };

const OWN = ["association", "collection_service"] as const;

/** Associations and collection services of the unit, with their days; communes follow the list of units. */
export function RecipientList({ unit, recipients, today, isEditable }: Props) {
  const own = recipients.filter(({ kind }) => kind !== "commune");
  return (
    <section className="panel pad recipient-list" aria-labelledby="own-recipients">
      <h2 id="own-recipients" className="h3">
        Hội đoàn thể, tổ chức dịch vụ thu
      </h2>
      {own.length === 0 && <p>Chưa có hội đoàn thể, tổ chức dịch vụ thu nào.</p>}
      <ul>
        {own.map((recipient) => (
          <li key={recipient.id}>
            <p>
              <b>{recipient.name}</b>{" "}
              <span>
                {RECIPIENT_KIND_LABELS[recipient.kind].toLowerCase()}, {days(recipient)}
              </span>
            </p>
            {isEditable && (
              <EditRecipientForms
                unit={unit}
                recipient={{ id: recipient.id, name: recipient.name, validTo: recipient.validTo }}
              />
            )}
          </li>
        ))}
      </ul>
      {isEditable && (
        <AddRecipientForm
          unit={unit}
          validFrom={today}
          kinds={OWN.map((kind) => ({ kind, label: RECIPIENT_KIND_LABELS[kind] }))}
        />
      )}
    </section>
  );
}

const days = ({ validFrom, validTo }: Recipient) =>
  validTo === null ? `từ ${formatDay(validFrom)}` : `từ ${formatDay(validFrom)} đến ${formatDay(validTo)}`;
