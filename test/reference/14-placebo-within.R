# Placebo permutations within cities and within years on the seed panel: GRA is exchanged between rows of the same group, the
# controls stay. pooled: lm, iid. two_way: effects of city and year, clustered by city. exact: the stored permutations
# (1-based: new GRA[r] = GRA[perm[r]]), every one estimated by lm and by fixest; own: Monte Carlo by partialling out, which
# is checked against those. R 4.2.2, fixest 0.14.2. Run in this folder.
source("lib.R"); suppressMessages(library(fixest)); setFixest_nthreads(1)
d <- read.csv("agglomeration-prepared.csv"); n <- nrow(d); G <- length(unique(d$city))
two <- AGG ~ GRA + TIN + POS + NUE | city + year
row <- function(table) unname(as.numeric(table["GRA", c(1, 3, 4)]))
packages <- list(
  pooled = function(d) row(summary(lm(AGG ~ GRA + TIN + POS + NUE, d))$coefficients),
  two_way = function(d) row(coeftable(feols(two, d, vcov = ~city, fixef.tol = 1e-11, fixef.iter = 1e5))))
# Frisch, Waugh and Lovell: everything but GRA once, then one column a draw.
partial <- function(formula) { q <- qr(model.matrix(formula, d)); function(v) qr.resid(q, v) }
one <- function(out, inference) { y <- out(d$AGG); function(x) { x <- out(x); xx <- sum(x^2); b <- sum(x * y) / xx; inference(b, x, y - b * x, xx) } }
# fixest counts the slopes, and the levels of the year but one, and the constant; the city is nested in the clusters.
K <- 4 + 10 + 1
formulas <- list(
  pooled = one(partial(~ TIN + POS + NUE), function(b, x, e, xx) { t <- b / sqrt(sum(e^2) / (n - 5) / xx); c(b, t, 2 * pt(-abs(t), n - 5)) }),
  two_way = one(partial(~ TIN + POS + NUE + factor(city) + factor(year)), function(b, x, e, xx) {
    t <- b * xx / sqrt(G / (G - 1) * (n - 1) / (n - K) * sum(rowsum(x * e, d$city)^2)); c(b, t, 2 * pt(-abs(t), G - 1)) }))
permutation <- function(by) { rows <- split(seq_len(n), d[[by]]); function() { i <- integer(n); for (g in rows) i[g] <- g[sample.int(length(g))]; i } }
p <- function(own, drawn, k) (1 + sum(abs(drawn[, k]) >= abs(own[k]) * (1 - 1e-10))) / (1 + nrow(drawn))
stored <- list(); out <- list()
for (by in c("city", "year")) {
  set.seed(c(city = 1, year = 2)[[by]]); draw <- permutation(by); perms <- t(replicate(100, draw())); many <- replicate(4000, draw())
  stopifnot(apply(perms, 1, function(i) all(d[[by]][i] == d[[by]]) && setequal(i, 1:n)))
  stored[[by]] <- perms
  for (name in names(formulas)) {
    real <- packages[[name]](d); chk(formulas[[name]](d$GRA), real, what = name)
    ex <- t(apply(perms, 1, function(i) { e <- d; e$GRA <- d$GRA[i]; r <- packages[[name]](e); f <- formulas[[name]](e$GRA); stopifnot(abs(r - f) < 1e-9); f }))
    mc <- t(apply(many, 2, function(i) formulas[[name]](d$GRA[i])))
    out[[by]][[name]] <- list(real = list(estimate = real[1], statistic = real[2], p = real[3]),
      exact = list(estimate = arr(ex[, 1]), statistic = arr(ex[, 2]), p = arr(ex[, 3]), p_statistic = p(real, ex, 2), p_estimate = p(real, ex, 1)),
      own = list(n = nrow(mc), mean = mean(mc[, 1]), sd = sd(mc[, 1]), share_p_below_5 = mean(mc[, 3] < .05), share_p_above_10 = mean(mc[, 3] > .1), p_statistic = p(real, mc, 2), p_estimate = p(real, mc, 1)))
  }
}
out$env <- list(r = R.version.string, fixest = as.character(packageVersion("fixest")), cross_checks = .checks$n, worst_rel_diff = .checks$worst)
put(out, "placebo-within.json")
lines <- sapply(names(stored), function(by) paste0('"', by, '":[', paste(apply(stored[[by]], 1, function(r) paste0("[", paste(r, collapse = ","), "]")), collapse = ",\n"), "]"))
writeLines(paste0('{"note":"100 permutations of 308 rows each, 1-based",\n', paste(lines, collapse = ",\n"), "}"), "placebo-within-permutations.json")
