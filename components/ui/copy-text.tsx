"use client";

import { useState } from "react";
import { Button } from "./button";

type Props = {
  text: string;
  /** What is copied, for the button: "Chép câu", "Chép lời nhắc". */
  label: string;
  /** Whose, for those who hear it: "lời nhắc La Gi". */
  about?: string;
};

/** Words to take elsewhere: shown as they will arrive, and copied by a button. */
export function CopyText({ text, label, about }: Props) {
  const [words, setWords] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setWords("Đã chép");
    } catch {
      setWords("Trình duyệt không cho chép. Bôi đen để chép.");
    }
  };
  return (
    <div className="copy-text">
      <p className="copy-body">{text}</p>
      <span className="needs-script copy-act">
        <Button type="button" onClick={copy}>
          {label}
          {about && <span className="sr"> {about}</span>}
        </Button>
        <span role="status">{words}</span>
      </span>
    </div>
  );
}
