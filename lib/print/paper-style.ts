/** How a paper is set where it is printed without the application's own style: as its page sets it, on A4. */
export const PAPER_STYLE = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @bottom-center { content: counter(page); font: 12pt "Times New Roman", Tinos, "Liberation Serif", "DejaVu Serif", serif; } }
* { margin: 0; padding: 0; box-sizing: border-box; }
body { font: 400 13pt/1.45 "Times New Roman", Tinos, "Liberation Serif", "DejaVu Serif", serif; color: #000; }
.head { display: grid; grid-template-columns: 5fr 7fr; gap: 4mm; text-align: center; font-size: 12pt; line-height: 1.3; }
.head p { text-wrap: balance; }
.name { position: relative; padding-bottom: 2mm; font-weight: 700; }
.name::after { content: ""; position: absolute; bottom: 0; left: 30%; right: 30%; border-bottom: 0.7pt solid; }
.state { font-weight: 700; white-space: nowrap; }
.number, .day { margin-top: 3mm; white-space: pre-wrap; }
.day, .hint, .note { font-style: italic; }
.warning { margin-top: 6mm; padding: 2mm 4mm; text-align: center; font-weight: 700; border: 1.5pt dashed #000; }
h2 { margin: 9mm 0 6mm; text-align: center; font-size: 14pt; text-wrap: balance; }
h2 span { display: block; }
h3 { margin: 5mm 0 2mm; font-size: 13pt; }
h3, caption, figcaption { break-after: avoid; }
.text { margin-bottom: 2mm; text-indent: 10mm; text-align: justify; orphans: 2; widows: 2; }
section + section > table { margin-top: 5mm; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.25; }
caption { margin-bottom: 2mm; font-weight: 700; }
thead { display: table-header-group; }
tr, li, figure, .foot, .short { break-inside: avoid; }
tbody.total { font-weight: 700; break-before: avoid; }
th, td { padding: 1.1mm 2mm; border: 0.7pt solid #000; }
th, .center { text-align: center; }
.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.right { text-align: center; white-space: normal; }
.note { font-size: 11pt; }
figure { margin-top: 6mm; }
figcaption { margin-bottom: 2mm; font-weight: 700; text-align: center; }
li { display: grid; grid-template-columns: 32% 1fr 12%; gap: 2mm; align-items: center; font-size: 11pt; line-height: 1.35; }
svg { display: block; width: 100%; height: 3mm; }
rect { fill: #1f4e8f; print-color-adjust: exact; }
.foot { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; margin-top: 10mm; }
.foot.many { grid-template-columns: 1fr; }
.foot.many .sign { order: -1; grid-auto-flow: column; }
.sign { display: grid; gap: 4mm; text-align: center; }
.role { font-weight: 700; }
.who { min-height: 24mm; padding-top: 18mm; font-weight: 700; }
.to { font-size: 11pt; line-height: 1.35; }
.to .hint { font-weight: 700; }
.proof { margin-top: 2mm; font-size: 8pt; line-height: 1.3; overflow-wrap: anywhere; }
`;
