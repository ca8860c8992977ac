# Files of every format, written by programs other than studyc: R 4 with foreign, haven, jsonlite, writexl and openxlsx.
# First make-dta.ts (the Stata files that no package writes), then: Rscript make-files.R in this folder, then make-parquet.mjs.
# expected-dta.json is what haven reads from every Stata file here: codes, not labels; numbers to the last bit, as text;
# missing of any kind is null. haven drops blanks at the end of a text, and does not find the long strings of a 119 file
# that names them as Stata does (3 + 5 bytes): it writes and reads 2 + 6.
suppressPackageStartupMessages({library(haven); library(jsonlite)})
options(digits = 17)

# The toy panel: one table in six formats.
panel <- data.frame(
  city = rep(c("武汉", "Łódź", "Aix"), each = 3),
  year = rep(2019:2021, 3),
  wage = c(1.25, 2, NA, 0.1, 1e-10, 3.5, 123456.789, -4, 0.3125),
  group = c("b", "a", "b", NA, "c", "a", "b", "b", "c"),
  code = sprintf("%03d", 1:9),
  stringsAsFactors = FALSE)
number <- function(x) ifelse(is.na(x), "", format(x, digits = 17, trim = TRUE, scientific = NA))
text <- within(panel, { wage <- vapply(wage, number, ""); group[is.na(group)] <- "" })
write.csv(text, "panel.csv", row.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")
write.table(text, "panel.tsv", row.names = FALSE, quote = FALSE, sep = "\t", fileEncoding = "UTF-8")
writeLines(toJSON(panel, digits = I(17), na = "null", pretty = FALSE), "panel.json", useBytes = TRUE)
writexl::write_xlsx(panel, "panel.xlsx")
write_dta(panel, "panel.dta", version = 14)

# A workbook of two sheets: dates, truth values, text that looks like numbers, a formula that was never computed, an error,
# a hidden row. openxlsx writes NA as #N/A, and no value for a formula.
book <- openxlsx::createWorkbook(creator = "", title = "")
openxlsx::addWorksheet(book, "Notes")
openxlsx::writeData(book, "Notes", data.frame(note = c("made up", "twice")))
openxlsx::addWorksheet(book, "Panel data", visible = FALSE)
openxlsx::writeData(book, "Panel data", data.frame(
  day = as.Date(c("1900-03-01", "2020-02-29", NA)), yes = c(TRUE, NA, FALSE), code = c("007", "12", ""),
  num = c(1.5, NA, 1e-300), year = 2019:2021, err = c(1, NA, 3)), keepNA = FALSE)
openxlsx::writeData(book, "Panel data", data.frame(err = c(1, NA, 3)), startCol = 6, keepNA = TRUE)
openxlsx::setRowHeights(book, "Panel data", rows = 3, heights = 0)
openxlsx::addWorksheet(book, "Formula")
openxlsx::writeData(book, "Formula", data.frame(a = 1:2, b = 3:4))
openxlsx::writeFormula(book, "Formula", c("A2*2", "A3*2"), startCol = 2, startRow = 2)
openxlsx::addWorksheet(book, "Merged")
openxlsx::writeData(book, "Merged", data.frame(a = 1:3, b = 4:6))
openxlsx::mergeCells(book, "Merged", cols = 1, rows = 2:3)
openxlsx::saveWorkbook(book, "types.xlsx", overwrite = TRUE)

# Value labels, partly and fully; missing codes; dates; by haven in each version, by foreign in version 115.
survey <- tibble::tibble(
  size = labelled(c(3, 1, 2, tagged_na("a"), 1, NA), c(small = 1, medium = 2, large = 3, refused = tagged_na("a"))),
  part = labelled(c(1, 2, 9, 2, 1, NA), c(yes = 1, no = 2)),
  answer = labelled(c(1L, 0L, 1L, NA, 0L, 1L), c(yes = 1L, no = 0L)),
  same = labelled(c(1, 2, 1, 2, 1, 2), c(x = 1, `x ` = 2)),
  day = as.Date(c("1959-12-31", "1960-01-01", "2020-02-29", NA, "2024-12-31", "2000-01-01")),
  num = c(0.1, NA, tagged_na("z"), 1e300, -1e-300, 2^53),
  txt = c("one", "", "three", "four", "NA", "é"))
for (v in c(10, 12, 13, 14, 15)) {
  out <- survey
  if (v < 14) out$txt[6] <- "e"
  write_dta(out, sprintf("survey-haven-%d.dta", v), version = v)
}
write_dta(tibble::tibble(size = labelled(rep(c(3, 1, 2), 4), c(small = 1, medium = 2, large = 3)), x = c(1:11, 13) + 0.5),
  "labels.dta", version = 14)
for (v in 14:15) write_dta(data.frame(essay = c(strrep("x", 3000), "", "kürzer"), nn = 1:3), sprintf("long-haven-%d.dta", v), version = v)
foreign <- data.frame(f = factor(c("low", "high", NA), levels = c("low", "mid", "high")), i = c(1L, NA, 3L),
  d = c(0.1, NA, 1e10), s = c("a", "bb", "c"), stringsAsFactors = FALSE)
foreign::write.dta(foreign, "foreign-10.dta", version = 10L)
foreign::write.dta(foreign, "foreign-12.dta", version = 12L)
# A text in the encoding of old Stata: one byte a letter.
latin <- readBin("types-115-little.dta", "raw", 1e5)
at <- grepRaw("sixsix", latin)
latin[at + 0:5] <- as.raw(c(0xe9, 0x74, 0xe9, 0x20, 0x80, 0x00))
writeBin(latin, "latin-115.dta")

files <- sort(list.files(pattern = "[.]dta$"))
expected <- lapply(setNames(files, files), function(file) {
  lapply(as.list(read_dta(file)), function(x) {
    x <- zap_formats(zap_labels(x))
    if (inherits(x, "Date")) x <- as.numeric(x) + 3653
    x <- as.vector(x)
    if (is.character(x)) ifelse(x == "", NA, x) else ifelse(is.na(x), NA, sprintf("%.17g", x))
  })
})
writeLines(toJSON(expected, na = "null", pretty = 1), "expected-dta.json", useBytes = TRUE)
