import { Badge } from "@/components/ui/badge";
import type { Demo } from "@/lib/data/reference";
import { isPeriodId, periodName } from "@/lib/domain/period";
import styles from "./sources.module.css";

/** docs/demo-data.md in short: whoever changes the rule changes both. */
const STEPS = [
  {
    term: "Cuối năm",
    text: "2021 đến 2024: số suy ra từ tỷ lệ NSO của từng tỉnh. 2025: số toàn quốc công bố, chia cho các tỉnh theo tỷ trọng 2024. Các năm sau: mức tăng 2025, mỗi năm giảm một nửa.",
  },
  {
    term: "Trong năm",
    text: "Nối thẳng giữa hai tháng 12, cộng mùa vụ: BHXH giảm sau Tết, BHYT giảm tháng 1 khi thẻ hộ gia đình hết hạn, học sinh, sinh viên tăng tháng 9.",
  },
  {
    term: "Huyện, BHXH cơ sở",
    text: "Chia số của tỉnh theo dân số 2019 và tỷ lệ dân thành thị; văn phòng tỉnh giữ 17 đến 33% lao động bắt buộc của tỉnh. Tổng các đơn vị luôn bằng số của tỉnh.",
  },
  {
    term: "Bắt buộc, tự nguyện",
    text: "BHXH tự nguyện khoảng 7 đến 12% tổng BHXH, không vượt phần BHXH nằm ngoài BH thất nghiệp.",
  },
  {
    term: "Nhóm đóng BHYT",
    text: "Người lao động theo BHXH bắt buộc; phần còn lại chia theo tỷ lệ cố định của tỉnh và đơn vị. Các nhóm cộng đúng bằng BHYT.",
  },
  {
    term: "Thu, chậm đóng",
    text: "Số phải thu theo số người, mức đóng bình quân và lương cơ sở; số thu 93 đến 99,6% số phải thu phát sinh; chậm đóng 1,5 đến 4,5% số phải thu một năm.",
  },
  {
    term: "Chỉ tiêu",
    text: "Kết quả cuối năm của quy tắc này, với mức tăng trong năm nhân 50 đến 185%, giao đầu năm; tháng 9 giao lại cho một phần năm số tỉnh. Số quyết định bắt đầu bằng MH. Riêng 546/QĐ-TTg là thật.",
  },
  {
    term: "Tình trạng biểu",
    text: "Tháng cuối cùng đang dở dang, tháng trước đó còn vài biểu chưa duyệt, các tháng cũ đã khóa. Một số đơn vị thiếu số để thấy chuyển kỳ và tạm tính.",
  },
] as const;

const monthName = (text: string) => (isPeriodId(text) ? periodName(text) : text);

export function DemoRule({ demo }: { demo: Demo }) {
  return (
    <section className="panel pad" aria-labelledby="rule">
      <h2 id="rule" className="h3">
        Quy tắc của số minh họa <Badge kind="sample">minh họa</Badge>
      </h2>
      <p className="quiet">
        Bản trình diễn có số từ {monthName(demo.from)} đến {monthName(demo.through)}. Mỗi số do một quy tắc cố
        định theo đơn vị và tháng, trên số nguyên, nên giống nhau ở mọi máy; quy tắc số {demo.rule}.
      </p>
      <dl className={styles.rule}>
        {STEPS.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
