import { TableBox } from "@/components/ui/table";
import styles from "./sources.module.css";

/** The same files as in prisma/data/PROVENANCE.md, in the words of an official. */
const DATA_SETS = [
  {
    name: "Đơn vị hành chính đến 30/6/2025",
    content: "63 tỉnh, 696 huyện",
    source: "thanglequoc/vietnamese-provinces-database 2.4.1; 5 huyện đảo theo danh mục của Cục Thống kê",
    licence: "MIT",
    use: "Cây đơn vị trước cải cách; mỗi huyện là một đơn vị báo cáo",
  },
  {
    name: "Đơn vị hành chính từ 01/7/2025",
    content: "34 tỉnh, 3.321 xã, phường, đặc khu",
    source: "thanglequoc/vietnamese-provinces-database 3.0.2, bổ sung thay đổi của 4.2.0",
    licence: "MIT",
    use: "Cây đơn vị hiện nay; xã là đơn vị nhận chỉ tiêu",
  },
  {
    name: "Sáp nhập tỉnh",
    content: "63 tỉnh cũ, mỗi tỉnh vào trọn một tỉnh mới",
    source: "Nghị quyết 202/2025/QH15",
    licence: "Văn bản pháp luật",
    use: "Nối số liệu trước và sau 01/7/2025",
  },
  {
    name: "Ranh giới tỉnh",
    content: "63 tỉnh và 34 tỉnh, quần đảo Hoàng Sa, quần đảo Trường Sa; đã đơn giản hóa",
    source: "Open Development Mekong / Cục Đo đạc và Bản đồ",
    licence: "CC BY-SA 4.0",
    use: "Bản đồ tổng quan toàn quốc",
  },
  {
    name: "Dân số trung bình",
    content: "Toàn quốc và 63 tỉnh, 2018 đến 2025",
    source: "Cục Thống kê (NSO), bảng E02.01",
    licence: "Ghi nguồn",
    use: "Mẫu số của tỷ lệ bao phủ BHYT",
  },
  {
    name: "Lực lượng lao động từ 15 tuổi",
    content: "Toàn quốc và 63 tỉnh, 2015 đến 2025 (2025 sơ bộ)",
    source: "Cục Thống kê (NSO), bảng E02.37",
    licence: "Ghi nguồn",
    use: "Mẫu số của tỷ lệ tham gia BHXH, BH thất nghiệp",
  },
  {
    name: "Dân số cấp huyện",
    content: "704 huyện, ngày 01/4/2019",
    source: "Tổng điều tra dân số và nhà ở 2019, biểu 1",
    licence: "Ghi nguồn",
    use: "Mẫu số của huyện và BHXH cơ sở; chia số của tỉnh trong bản trình diễn",
  },
  {
    name: "Tỷ lệ tham gia theo tỉnh",
    content: "BHXH, BHYT, BH thất nghiệp, 2015 đến 2024 (2024 sơ bộ)",
    source: "Cục Thống kê (NSO), bảng E03.23, E03.24, E03.25",
    licence: "Ghi nguồn",
    use: "Số cuối năm của 63 tỉnh trong bản trình diễn",
  },
  {
    name: "Số người tham gia toàn quốc",
    content: "BHXH, BHYT, BH thất nghiệp, 2015 đến 2025 (2025 sơ bộ)",
    source: "Cục Thống kê (NSO), bảng E03.22",
    licence: "Ghi nguồn",
    use: "Số của hai đơn vị trực thuộc Trung ương; xu hướng sau 2024 trong bản trình diễn",
  },
  {
    name: "Tỷ lệ bao phủ BHYT Thủ tướng giao",
    content: "Toàn quốc và 6 tỉnh có dòng đã đăng báo, 2022 đến 2025",
    source: "Phụ lục Quyết định 546/QĐ-TTg năm 2022",
    licence: "Văn bản pháp luật",
    use: "Chỉ tiêu đặt cạnh chỉ tiêu minh họa trong bản trình diễn",
  },
] as const;

export function DataSets() {
  return (
    <TableBox title={`${DATA_SETS.length} bộ dữ liệu`} label="Bảng bộ dữ liệu">
      <table className={`data ${styles.prose}`}>
        <thead>
          <tr>
            <th scope="col">Bộ dữ liệu</th>
            <th scope="col">Nội dung</th>
            <th scope="col">Nguồn</th>
            <th scope="col">Giấy phép</th>
            <th scope="col">Dùng để</th>
          </tr>
        </thead>
        <tbody>
          {DATA_SETS.map(({ name, content, source, licence, use }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{content}</td>
              <td>{source}</td>
              <td>{licence}</td>
              <td>{use}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
