# The seed study (specs/agglomeration/study.yaml) in R with fixest and data.table, whole: file, preparation, models,
# draws, tables, figure. Origin: written for this benchmark from the study and the packages' manuals.
# Run: Rscript seed-fixest.R AGGLOMERATION.csv FOLDER
# The last line on standard output is the seconds that library() took, for whoever leaves them out.
#
# Where fixest has no function it does less than the study, never more: coefficients are not compared across periods
# (suest); tables are LaTeX only, without the study's labels; there is no report, no judged claim, no check of the input.
start <- proc.time()[[3]]
suppressMessages({library(data.table); library(fixest)})
loading <- proc.time()[[3]] - start
setFixest_notes(FALSE)
setFixest_nthreads(as.integer(Sys.getenv("NT", "1")))
arguments <- commandArgs(TRUE)
out <- arguments[2]
set.seed(20241220)

# Preparation
d <- fread(arguments[1])
gaps <- c("m_city", "g_city", "kw_ai", "kw_cloud", "kw_bigdata", "kw_iot", "ai_mentions", "population", "employees",
  "fai", "fai_prev", "vht", "rd")
d[, (gaps) := lapply(.SD, as.double), .SDcols = gaps]
d[, (gaps) := lapply(.SD, function(v) approx(year, v, year)$y), by = city, .SDcols = gaps]
d[, `:=`(
  AGG = (m_city / g_city) / (m_nation / g_nation), TIN = log(kw_ai + kw_cloud + kw_bigdata + kw_iot + 1),
  AI = log(ai_mentions + 1), POS = population, NUE = employees, GRA = 100 * (fai - fai_prev) / fai_prev,
  VHT = vht, RD = log(rd + 1))]
unit <- c("TIN", "AI", "POS", "NUE", "GRA", "VHT", "RD")
d[, (unit) := lapply(.SD, function(v) (v - min(v)) / (max(v) - min(v))), .SDcols = unit]

# Table 2
described <- c("AGG", "TIN", "AI", "POS", "NUE", "GRA")
t2 <- d[, .(variable = described, n = sapply(.SD, length), mean = sapply(.SD, mean), sd = sapply(.SD, sd),
  min = sapply(.SD, min), median = sapply(.SD, median), max = sapply(.SD, max)), .SDcols = described]

# Tables 3, 4, 5, 6, 7
setFixest_fml(..controls = ~ POS + NUE + GRA)
baseline <- as.list(feols(AGG ~ TIN + csw0(POS, NUE, GRA), d, vcov = "hetero"))
total <- baseline[[4]]
first <- feols(AI ~ TIN + ..controls, d, vcov = "hetero")
second <- feols(AGG ~ AI + TIN + ..controls, d, vcov = "hetero")
a <- coef(first)[["TIN"]]
b <- coef(second)[["AI"]]
sobel <- a * b / sqrt(b^2 * se(first)[["TIN"]]^2 + a^2 * se(second)[["AI"]]^2)
d[, period := fifelse(year <= 2015, "nascent", fifelse(year <= 2019, "developing", "forming"))]
split_models <- function(group) c(
  as.list(feols(AI ~ TIN + ..controls, d, split = group, vcov = "hetero")),
  as.list(feols(AGG ~ AI + TIN + ..controls, d, split = group, vcov = "hetero")))
by_period <- split_models(~period)
by_industry <- split_models(~industry)
control <- feols(AGG ~ TIN + POS + NUE + VHT, d, vcov = "hetero")
treatment <- feols(AGG ~ RD + POS + NUE + GRA, d, vcov = "hetero")

# 5,000 draws of whole cities, on the matrices: the fastest way that R itself has (feols takes about 50 times as long).
rows <- split(seq_len(nrow(d)), d$city)
Z <- cbind(1, as.matrix(d[, .(TIN, POS, NUE, GRA, AI)]))
indirect <- replicate(5000, {
  drawn <- unlist(rows[sample.int(length(rows), replace = TRUE)], use.names = FALSE)
  z <- Z[drawn, ]
  .lm.fit(z[, 1:5], z[, 6])$coefficients[2] * .lm.fit(z, d$AGG[drawn])$coefficients[6]
})
interval <- quantile(indirect, c(0.025, 0.975))

# Figure 1: the treatment permuted over all rows 1,000 times
draws <- matrix(0, 1000, 3)
for (r in 1:1000) {
  d$permuted <- sample(d$TIN)
  draws[r, ] <- coeftable(feols(AGG ~ permuted + POS + NUE + GRA, d, vcov = "hetero"))["permuted", c(1, 3, 4)]
}
svg(file.path(out, "figure1.svg"))
plot(density(draws[, 1]))
invisible(dev.off())

tables <- list(table3 = baseline, table4 = list(total, first, second), table5 = by_period, table6 = by_industry,
  table7 = list(total, control, treatment))
for (name in names(tables))
  etable(tables[[name]], tex = TRUE, coefstat = "tstat", fitstat = ~ n + ar2, replace = TRUE,
    file = file.path(out, paste0(name, ".tex")))
fwrite(t2, file.path(out, "table2.csv"))
fwrite(as.data.table(draws), file.path(out, "placebo.csv"))

# What the benchmark compares with studyc
lines_of <- function(model, fit) sprintf("%s %s %.15g %.15g", model, sub("(Intercept)", "const", names(coef(fit)), fixed = TRUE), coef(fit), se(fit))
groups <- function(family, models, order) unlist(Map(function(fit, name) {
  outcome <- as.character(fit$fml[[2]])
  lines_of(sprintf("%s.%s@%s", family, outcome, name), fit)
}, models, order))
estimates <- c(
  unlist(lapply(1:4, function(i) lines_of(paste0("baseline.", i), baseline[[i]]))),
  lines_of("mediation.total", total), lines_of("mediation.AI", first), lines_of("mediation.AGG", second),
  groups("by_period", by_period, rep(sort(unique(d$period)), 2)),
  groups("by_industry", by_industry, rep(sort(unique(d$industry)), 2)),
  lines_of("replaced.control", control), lines_of("replaced.treatment", treatment),
  sprintf("describe %d %.15g %.15g", seq_along(described), t2$mean, t2$sd),
  sprintf("sobel %.15g", sobel),
  sprintf("bootstrap %.6f %.6f %.6f", sd(indirect), interval[1], interval[2]))
writeLines(estimates, file.path(out, "estimates.txt"))
cat(sprintf("%.3f\n", loading))
