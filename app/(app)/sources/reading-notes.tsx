/** What misleads whoever reads the published series without knowing. */
const NOTES = [
  {
    title: "Bấm vào số nào, xem nguồn gốc của số ấy.",
    text: "Trang của đơn vị dẫn từng số đến công thức, chỉ tiêu và mẫu số kèm văn bản, các đơn vị được cộng, người nhập, người duyệt và số trước đó, trong phạm vi tài khoản được xem.",
  },
  {
    title: "Lực lượng lao động đổi khái niệm từ năm 2021.",
    text: "54,8 triệu người năm 2020, 50,6 triệu năm 2021. Tỷ lệ trước và sau mốc này không so sánh với nhau; hệ thống ghi hai cơ sở tính khác nhau.",
  },
  {
    title: "NSO đếm lực lượng lao động từ 15 tuổi.",
    text: "Ngành BHXH thường chia cho lực lượng lao động trong độ tuổi, nhỏ hơn, nên tỷ lệ cao hơn. Mỗi tỷ lệ ghi mẫu số, năm và nguồn; mẫu số do đơn vị nạp sau cùng được dùng.",
  },
  {
    title: "Quân đội và công an không thuộc tỉnh nào.",
    text: "63 tỉnh cộng lại ít hơn toàn quốc khoảng 1,1 triệu người BHXH, 1,1 triệu người BHYT, 0,08 triệu người BH thất nghiệp. Phần đó thuộc BHXH Bộ Quốc phòng và BHXH Công an nhân dân.",
  },
  {
    title: "BHYT trên 100% dân số được giữ như công bố.",
    text: "Sóc Trăng 2016 đến 2020 và 2024, Huế 2018 đến 2021, Bắc Kạn 2017 đến 2018. Thẻ cấp cho người ở nơi khác đến làm cho tử số vượt dân số.",
  },
  {
    title: "BHXH năm 2023 của 14 tỉnh trung du và miền núi phía Bắc trùng số 2022.",
    text: "Giữ như công bố. Vì vậy cuối năm 2023 số còn lại của quân đội và công an tăng đột biến, và BHXH cao hơn BHYT.",
  },
  {
    title: "Dân số cấp huyện là của ngày 01/4/2019.",
    text: "Huyện sáp nhập sau đó lấy tổng; Lục Ngạn, Chũ, Thuận Hóa, Phú Xuân không có vì bị chia; Hoàng Sa không có dân trong tổng điều tra. Tỷ lệ dùng số này có ghi năm mẫu số.",
  },
  {
    title: "Mã tỉnh dùng lại.",
    text: "Mã 08 là Tuyên Quang cũ và Tuyên Quang mới. Một mã chỉ xác định đơn vị khi kèm ngày.",
  },
  {
    title: "Hệ thống theo đơn vị hành chính.",
    text: "35 BHXH khu vực lập từ tháng 3/2025 và việc sắp xếp BHXH cấp huyện không được theo ở đây. Từ 01/7/2025 mỗi huyện cũ tiếp tục là một BHXH cơ sở.",
  },
  {
    title: "Dân số 34 tỉnh là tổng các tỉnh cũ.",
    text: "NSO công bố 63 tỉnh đến năm 2025; nguồn của mẫu số ghi cộng từ mấy tỉnh. Toàn quốc có thể lệch tổng các tỉnh vài chục người do làm tròn.",
  },
  {
    title: "Kết quả đợt vận động là số nhanh.",
    text: "Đơn vị ghi từng ngày, không ai duyệt và không cộng vào số liệu tháng; người mới của tháng là số đã duyệt. Thời gian đã qua tính theo ngày lịch, kể cả ngày đầu và ngày cuối. Phần của đơn vị phối hợp nằm trong số của đơn vị, chỉ cộng ở các tháng đã duyệt.",
  },
] as const;

export function ReadingNotes() {
  return (
    <section className="notes" aria-labelledby="reading">
      <h2 id="reading" className="h3">
        Lưu ý khi đọc số
      </h2>
      <ul>
        {NOTES.map(({ title, text }, index) => (
          <li key={title}>
            <span aria-hidden="true">{index + 1}</span>
            <p>
              <b>{title}</b> {text}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
