import { Badge } from "@/components/ui/badge";

/** What of the demo is published, what follows from it, and what is made up. */
export function TrustLevels() {
  return (
    <section className="notes" aria-labelledby="trust">
      <h2 id="trust" className="h3">
        Số nào là thật trong bản trình diễn
      </h2>
      <ul>
        <li>
          <span aria-hidden="true">1</span>
          <p>
            <b>Số công bố.</b> Tên, mã đơn vị hành chính và việc sáp nhập ngày 01/7/2025; dân số trung bình,
            lực lượng lao động; dân số cấp huyện theo Tổng điều tra 2019; tỷ lệ giao tại Quyết định
            546/QĐ-TTg.
          </p>
        </li>
        <li>
          <span aria-hidden="true">2</span>
          <p>
            <b>Suy ra từ tỷ lệ NSO.</b> Số người tham gia BHXH, BH thất nghiệp, BHYT của 63 tỉnh tại ngày
            31/12 các năm 2021, 2022, 2023, 2024: tỷ lệ công bố nhân với mẫu số công bố. Số của BHXH Bộ Quốc
            phòng và BHXH Công an nhân dân là số toàn quốc trừ 63 tỉnh.
          </p>
        </li>
        <li>
          <span aria-hidden="true">3</span>
          <p>
            <Badge kind="sample">minh họa</Badge> Mọi số còn lại: các tháng khác, số của từng huyện và BHXH cơ
            sở, tách bắt buộc và tự nguyện, nhóm đóng BHYT, số thu, chậm đóng, đơn vị sử dụng lao động, truyền
            thông, chỉ tiêu giao của BHXH VN và UBND tỉnh, tên người nhập và người duyệt.
          </p>
        </li>
      </ul>
    </section>
  );
}
