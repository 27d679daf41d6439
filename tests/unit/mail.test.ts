import { describe, expect, test } from "vitest";
import {
  composeDigest,
  composeMail,
  emailSchema,
  judgeFailure,
  mailChoiceSchema,
  nextAttempt,
} from "@/lib/domain/mail";

const APP = "https://baophu.example";
const at = new Date("2026-11-03T01:00:00Z");
const notice = {
  subject: "BHXH cơ sở Phan Thiết: tháng 10/2026 bị trả lại",
  sentence: "Biểu tháng 10/2026 của BHXH cơ sở Phan Thiết bị trả lại.",
  href: "/entry/593-2025/2026-10",
  at,
};

describe("what a mail says", () => {
  test("whom it is for, what happened, where, and how to get fewer", () => {
    expect(composeMail(notice, "Nguyễn Thị Hương", APP)).toEqual({
      subject: "[Bao Phủ] BHXH cơ sở Phan Thiết: tháng 10/2026 bị trả lại",
      body: [
        "Kính gửi Ông/Bà Nguyễn Thị Hương,",
        "Biểu tháng 10/2026 của BHXH cơ sở Phan Thiết bị trả lại.",
        "Mở trong hệ thống: https://baophu.example/entry/593-2025/2026-10",
        "Thời điểm: 08:00 ngày 03/11/2026.",
        "Thư do hệ thống Bao Phủ gửi tự động, không nhận trả lời. Chọn cách nhận thư: https://baophu.example/account\n",
      ].join("\n\n"),
    });
  });

  test("a line break in a name begins no header", () => {
    const broken = { ...notice, subject: "a\r\nBcc: x@example.org" };
    expect(composeMail(broken, "b\nc", APP).subject).toBe("[Bao Phủ] a Bcc: x@example.org");
  });

  test("a digest lists what is new, and counts what is too much for one mail", () => {
    const { subject, body } = composeDigest(
      Array.from({ length: 52 }, () => notice),
      "2026-11-03",
      "Hương",
      APP,
    );
    expect(subject).toBe("[Bao Phủ] 52 tin chưa đọc, ngày 03/11/2026");
    expect(body.match(/^- /gm)).toHaveLength(50);
    expect(body).toContain("Còn 2 tin nữa trong hộp tin.");
    expect(body).toContain("https://baophu.example/inbox");
  });
});

describe("an address", () => {
  test.each(["ten@bhxh.gov.vn", " ten.ho@bhxh.gov.vn "])("%j is one", (text) => {
    expect(emailSchema.parse(text)).toBe(text.trim());
  });
  test.each([
    "ten",
    "ten@",
    "a@b@c.vn",
    "ten@bhxh.gov.vn\r\nBcc: x@y.vn",
    "ten <ten@bhxh.gov.vn>",
    "a@b.vn,c@d.vn",
  ])("%j is none", (text) => {
    expect(emailSchema.safeParse(text).success).toBe(false);
  });
  test("that is empty means no mails", () => {
    expect(mailChoiceSchema.parse({ email: "", urgent: "now", other: "none" }).email).toBeNull();
  });
});

describe("what a failure means", () => {
  test.each([
    [{ code: "ESOCKET", message: "connect ECONNREFUSED 127.0.0.1:25" }, false, "away", "từ chối kết nối"],
    [{ code: "ETIMEDOUT", message: "Timeout" }, false, "away", "không trả lời kịp"],
    [
      { code: "EAUTH", responseCode: 535, response: "535 no", message: "x" },
      false,
      "away",
      "tên và mật khẩu",
    ],
    [{ code: "EENVELOPE", responseCode: 451, message: "451 later" }, false, "temporary", "tạm thời"],
    [
      { code: "EENVELOPE", responseCode: 550, command: "RCPT TO", message: "550 who" },
      false,
      "permanent",
      "không nhận thư",
    ],
    [
      { code: "EENVELOPE", responseCode: 550, command: "MAIL FROM", message: "550 you" },
      false,
      "away",
      "không phục vụ",
    ],
    [
      { code: "EMESSAGE", responseCode: 554, command: "DATA", message: "554 spam" },
      true,
      "permanent",
      "không nhận thư",
    ],
    [
      { code: "EMESSAGE", responseCode: 452, command: "DATA", message: "452 full" },
      true,
      "temporary",
      "tạm thời",
    ],
    // The server had the mail and went silent: it may have taken it.
    [{ code: "ETIMEDOUT", message: "Timeout" }, true, "unsure", "không xác nhận"],
    [{ code: "ECONNECTION", message: "Connection closed" }, true, "unsure", "không xác nhận"],
  ] as const)("%j, handed over: %s, is %s", (error, isHandedOver, fault, words) => {
    const judged = judgeFailure(error, isHandedOver);
    expect(judged.fault).toBe(fault);
    expect(judged.words).toContain(words);
  });
});

describe("trying again", () => {
  const minutes = (fault: "away" | "temporary", attempts: number) => {
    const next = nextAttempt(fault, attempts, at);
    return next && (next.getTime() - at.getTime()) / 60_000;
  };
  test("pauses grow, and after eight tries it ends", () => {
    expect([1, 2, 3, 4, 8, 9].map((n) => minutes("temporary", n))).toEqual([1, 5, 15, 60, 720, null]);
  });
  test("while the server is away nothing is given up", () => {
    expect([1, 4, 9, 100].map((n) => minutes("away", n))).toEqual([1, 60, 60, 60]);
  });
  test("what was refused for good, or may have arrived, is never sent again by itself", () => {
    expect([nextAttempt("permanent", 1, at), nextAttempt("unsure", 1, at)]).toEqual([null, null]);
  });
});
