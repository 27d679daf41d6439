/** What the login page says for the codes that next-auth and lib/auth put into its address. */

const WORDS: Record<string, string> = {
  CredentialsSignin: "Tên đăng nhập hoặc mật khẩu không đúng",
  FormExpired: "Biểu mẫu đã hết hạn hoặc trình duyệt chặn cookie. Nhập lại.",
  UnknownIdentity: "Tài khoản cơ quan này chưa được cấp quyền. Liên hệ quản trị hệ thống.",
  Unavailable: "Hệ thống chưa trả lời được. Thử lại sau ít phút.",
};

function waitWords(seconds: number): string {
  const wait = seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`;
  return `Đã nhập sai nhiều lần. Thử lại sau ${wait}.`;
}

/** A code from the address of the page: anybody may write anything there, so unknown ones share one line. */
export function errorWords(code: string): string {
  const seconds = /^SlowDown\.(\d{1,4})$/.exec(code)?.[1];
  if (seconds) return waitWords(Number(seconds));
  return (Object.hasOwn(WORDS, code) && WORDS[code]) || "Chưa đăng nhập được. Làm lại.";
}
