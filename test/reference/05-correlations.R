# Correlations of a small table with ties and gaps: cor.test, pairwise. Run in this folder: Rscript 05-correlations.R
x <- c(2.5, 3.5, 3.5, 1, NA, 8, 4.25, 7, 6, 5.5, -1, 0)
y <- c(1, 4, 4, 2, 3, 9, NA, 6, 6, 7, 0.5, 0.25)
z <- c(9, 8, 8, 7.5, 1, -2, 3, 4, 0, 0, 5, 11)
pair <- function(a, b, m) { t <- suppressWarnings(cor.test(a, b, method = "pearson")); k <- complete.cases(a, b)
  if (m == "spearman") t <- cor.test(rank(a[k]), rank(b[k]))
  sprintf('{"estimate": %.17g, "statistic": %.17g, "p": %.17g, "n": %d}', t$estimate, t$statistic, t$p.value, sum(k)) }
col <- function(v) paste0("[", paste(ifelse(is.na(v), "null", format(v, digits = 17)), collapse = ", "), "]")
rows <- function(m) sprintf('"%s": {"y,x": %s, "z,x": %s, "z,y": %s}', m, pair(y, x, m), pair(z, x, m), pair(z, y, m))
cat(sprintf('{\n"x": %s,\n"y": %s,\n"z": %s,\n%s,\n%s\n}\n', col(x), col(y), col(z), rows("pearson"), rows("spearman")), file = "correlations.json")
