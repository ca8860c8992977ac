# Data generator of the performance study that preceded the design. Rscript data.R [outdir]. Writes CSV + uncompressed RDS + raw little-endian f64/i32 column files.
suppressMessages(library(data.table))
out <- commandArgs(TRUE); out <- if (length(out)) out[1] else "."
dir.create(out, showWarnings = FALSE, recursive = TRUE)
put <- function(d, name, csv = TRUE) {
  setDT(d)
  if (csv) fwrite(d, file.path(out, paste0(name, ".csv")))
  saveRDS(d, file.path(out, paste0(name, ".rds")), compress = FALSE)
  dir.create(file.path(out, name), showWarnings = FALSE)
  for (v in names(d)) {
    x <- d[[v]]
    f <- file(file.path(out, name, paste0(v, if (is.integer(x)) ".i32" else ".f64")), "wb")
    writeBin(x, f); close(f)
  }
  cat(name, nrow(d), "x", ncol(d), "\n")
}
set.seed(1)
# (a) paper panel: 28 units x 11 years, 8 variables
g <- CJ(id = 1:28, year = 2010:2020); n <- nrow(g)
ai <- rnorm(28)[g$id]; at <- rnorm(11)[g$year - 2009]
g[, x := ai*.5 + at*.3 + rnorm(n)]
g[, `:=`(size = 20 + .3*ai + rnorm(n)*.5, lev = .4 + .1*rnorm(n), roa = .05 + .03*rnorm(n), grow = .1 + .2*rnorm(n), age = log(3 + year - 2010 + id))]
g[, m := .4*x + ai + .2*size + rnorm(n)]
g[, y := .3*x + .25*m + .1*size - .5*lev + ai + at + rnorm(n)]
put(g, "paper")
# (b) wide-n OLS, k=10, heteroskedastic errors
for (n in c(1e6, 1e7)) {
  d <- as.data.table(replicate(10, rnorm(n), simplify = FALSE)); setnames(d, paste0("x", 1:10))
  d[, y := 1 + .1*x1 + .2*x2 - .3*x3 + .05*x5 + rnorm(n)*(1 + .5*abs(x1))]
  put(d, sprintf("ols%.0e", n) |> (\(s) gsub("\\+0", "", s))())
  rm(d); invisible(gc())
}
# (c) hdfe: bal = balanced units x 10 periods; simple = random ids (n/20, sqrt n); diff = overlapping firm ids nested near individuals
for (n in c(1e6, 1e7)) for (kind in c("bal", "simple", "diff")) {
  if (kind == "bal") { id <- rep(1:(n/10), each = 10L); fe <- rep(1:10, n/10) }
  if (kind == "simple") { id <- sample.int(n/20, n, TRUE); fe <- sample.int(floor(sqrt(n)), n, TRUE) }
  if (kind == "diff") { id <- sample.int(n/20, n, TRUE); nf <- round(n/160)
    fe <- as.integer(pmin(sample.int(21L, n, TRUE) - 1L + pmax(1L, id %/% 8L - 10L), nf)) }
  ai <- rnorm(max(id)); af <- rnorm(max(fe))
  d <- data.table(id = as.integer(id), fe = as.integer(fe))
  for (j in 1:4) d[, (paste0("x", j)) := rnorm(n) + .3*ai[id] + .2*af[fe]]
  d[, y := .1*x1 + .2*x2 - .3*x3 + .4*x4 + ai[id] + af[fe] + rnorm(n)]
  put(d, sprintf("hdfe_%s_1e%d", kind, as.integer(log10(n))), csv = (n == 1e6 && kind == "simple"))
  rm(d); invisible(gc())
}
# (d,e) placebo / spec curve, n=1e5: x + 10 controls, 200 clusters
n <- 1e5
d <- as.data.table(replicate(10, rnorm(n), simplify = FALSE)); setnames(d, paste0("c", 1:10))
d[, cl := sample.int(200L, n, TRUE)]
d[, x := .2*c1 - .1*c2 + rnorm(n)]
d[, y := .02*x + .3*c1 + .2*c3 + rnorm(200)[cl]*.2 + rnorm(n)]
put(d, "big")
# (f) bootstrap, n=1e4: 40 clusters
n <- 1e4
d <- as.data.table(replicate(4, rnorm(n), simplify = FALSE)); setnames(d, paste0("c", 1:4))
d[, cl := sample.int(40L, n, TRUE)]
d[, x := rnorm(40)[cl]*.5 + rnorm(n)]
d[, y := .02*x + .3*c1 + rnorm(40)[cl]*.3 + rnorm(n)]
put(d, "boot")
