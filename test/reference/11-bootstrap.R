# Models again on resampled rows, clusters and units: every draw and every jackknife fitted by R, the indices from Lehmer's
# generator (state * 48271 mod 2^31 - 1, exact in doubles) so that anyone has the same ones. Levels of BCa by boot::boot.ci.
# R 4.2.2, boot 1.3-28.1, plm 2.6-2, AER 1.2-10, quantreg. Run in this folder.
suppressMessages({library(boot); library(plm); library(AER); library(quantreg)})
num <- function(z) unname(as.numeric(z))
state <- 20241220
draw <- function(n) { v <- numeric(n); for (i in seq_len(n)) { state <<- (state * 48271) %% 2147483647; v[i] <- floor(state / 2147483647 * n) + 1 }; v }
R <- 200
g <- read.csv("grunfeld.csv"); g$w <- 1 + (g$capital %% 37) / 10; g$t <- g$year - 1934; g$big <- as.numeric(g$inv + 60 * sin(g$value) > 90)
unbalanced <- g[!(seq_len(nrow(g)) %% 7 == 3 | (g$firm == 4 & g$year > 1940) | (g$firm == 9 & g$year < 1946)), ]
cig <- read.csv("cigarettes.csv"); cig$rprice <- cig$price / cig$cpi; cig$rincome <- cig$income / cig$population / cig$cpi; cig$tdiff <- (cig$taxs - cig$tax) / cig$cpi; cig <- cig[cig$year == 1995, ]
rec <- read.csv("recreation.csv"); eng <- read.csv("engel.csv")
slopes <- function(m) coef(m)[c("value", "capital")]
# The constant beside absorbed effects is mean(y) - mean(x)'b over the drawn rows.
absorbed <- function(f) function(d) { m <- lm(f, d, weights = w); b <- slopes(m); c(weighted.mean(d$inv, d$w) - sum(b * c(weighted.mean(d$value, d$w), weighted.mean(d$capital, d$w))), b) }
plain <- function(d) { d$w <- 1; d }
panel <- function(model) function(d) { d$id <- paste(d$copy, d$firm); coef(plm(inv ~ value + capital, pdata.frame(d, index = c("id", "year")), model = model)) }
glmof <- function(f, family) function(d) coef(glm(f, family, d, epsilon = 1e-15, maxit = 100))
cases <- list(
  list(id = "pooled_rows", data = plain(g), by = NULL, fit = function(d) coef(lm(inv ~ value + capital, d))),
  list(id = "pooled_firm", data = plain(g), by = "firm", fit = function(d) coef(lm(inv ~ value + capital, d))),
  list(id = "pooled_year", data = plain(g), by = "year", fit = function(d) coef(lm(inv ~ value + capital, d))),
  list(id = "firm_firm", data = plain(g), by = "firm", fit = absorbed(inv ~ value + capital + factor(firm))),
  list(id = "firm_rows", data = plain(g), by = NULL, fit = absorbed(inv ~ value + capital + factor(firm))),
  list(id = "both_firm", data = plain(g), by = "firm", fit = absorbed(inv ~ value + capital + factor(firm) + factor(year))),
  list(id = "both_year", data = plain(g), by = "year", fit = absorbed(inv ~ value + capital + factor(firm) + factor(year))),
  list(id = "weighted_rows", data = g, by = NULL, fit = function(d) coef(lm(inv ~ value + capital, d, weights = w))),
  list(id = "weighted_slopes_firm", data = g, by = "firm", fit = absorbed(inv ~ value + capital + factor(firm) + factor(firm):t)),
  list(id = "weighted_both_firm", data = g, by = "firm", fit = absorbed(inv ~ value + capital + factor(firm) + factor(year))),
  list(id = "between", data = unbalanced, by = "firm", fit = panel("between")),
  list(id = "random", data = unbalanced, by = "firm", fit = panel("random")),
  list(id = "fd", data = unbalanced, by = "firm", fit = panel("fd")),
  list(id = "logit_firm", data = g, by = "firm", fit = glmof(big ~ value + capital, binomial())),
  list(id = "poisson_rows", data = rec, by = NULL, fit = glmof(trips ~ quality + income, poisson()), R = 40),
  list(id = "iv_rows", data = cig, by = NULL, fit = function(d) coef(ivreg(log(packs) ~ log(rincome) + log(rprice) | log(rincome) + tdiff, data = d))),
  list(id = "quantile_rows", data = eng, by = NULL, fit = function(d) coef(rq(foodexp ~ income, tau = 0.5, data = d)), R = 40),
  list(id = "weighted_probit_rows", data = g, by = NULL, R = 60, fit = function(d) {
    # Its deviance stands still half way to the maximum: restarted until the coefficients do.
    b <- NULL; for (i in 1:12) b <- coef(glm(big ~ value + capital, binomial("probit"), d, weights = w, start = b, epsilon = 1e-15, maxit = 200)); b }),
  list(id = "poisson_firm", data = g, by = "firm", fit = function(d) slopes(glm(inv ~ value + capital + factor(firm), poisson(), d, epsilon = 1e-15, maxit = 200)), R = 20),
  list(id = "weighted_poisson_both", data = g, by = "firm", fit = function(d) slopes(glm(inv ~ value + capital + factor(firm) + factor(year), poisson(), d, weights = w, epsilon = 1e-15, maxit = 200)), R = 20))
run <- function(case) {
  d <- case$data; rownames(d) <- NULL; groups <- if (is.null(case$by)) as.list(seq_len(nrow(d))) else unname(split(seq_len(nrow(d)), d[[case$by]]))
  G <- length(groups); n <- if (is.null(case$R)) R else case$R; state <<- 20241220
  fit <- function(idx) { rows <- unlist(groups[idx]); x <- d[rows, ]; x$copy <- rep(seq_along(idx), lengths(groups[idx])); suppressWarnings(num(case$fit(x))) }
  t0 <- fit(seq_len(G)); t <- t(sapply(seq_len(n), function(i) fit(draw(G)))); few <- G > 250
  jack <- if (few) NULL else t(sapply(seq_len(G), function(i) fit(seq_len(G)[-i])))
  out <- list(id = case$id, groups = G, draws = n, estimate = t0, first = t[1:3, ], se = apply(t, 2, sd), low7 = apply(t, 2, quantile, 0.025, type = 7), high7 = apply(t, 2, quantile, 0.975, type = 7),
    low2 = apply(t, 2, quantile, 0.025, type = 2), high2 = apply(t, 2, quantile, 0.975, type = 2))
  if (!few && n == R) {
    object <- structure(list(t0 = t0, t = t, R = n, data = seq_len(G), seed = 1, statistic = function(x, i) fit(i), sim = "ordinary", call = quote(boot()), stype = "i", strata = rep(1, G), weights = rep(1 / G, G)), class = "boot")
    ends <- sapply(seq_along(t0), function(j) { L <- (G - 1) * (mean(jack[, j]) - jack[, j]); z <- qnorm(sum(t[, j] < t0[j]) / n); a <- sum(L^3) / (6 * sum(L^2)^1.5); q <- z + qnorm(c(0.025, 0.975)); ends <- pnorm(z + q / (1 - a * q))
      # boot.ci prints (R + 1) times the level, to two decimals.
      stopifnot(max(abs(suppressWarnings(boot.ci(object, type = "bca", index = j, L = L)$bca[2:3]) - (n + 1) * ends)) <= 0.0050001); ends })
    out$bca <- list(levels = t(ends), low7 = sapply(seq_along(t0), function(j) quantile(t[, j], ends[1, j], type = 7)), high7 = sapply(seq_along(t0), function(j) quantile(t[, j], ends[2, j], type = 7)))
  }
  cat(case$id, "\n"); out
}
jsonlite::write_json(list(about = "Lehmer indices, 1-based after floor(state / (2^31 - 1) * n) + 1; each case starts from 20241220.", cases = lapply(cases, run)), "bootstrap.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
