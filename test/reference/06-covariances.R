# What the records of 03 do not hold: CR3 (clubSandwich), serial covariances under fixest's own factors, wild cluster
# bootstrap by full enumeration with every regression run again, and a bootstrap over given resamples.
suppressMessages({library(clubSandwich); library(fixest)}); setFixest_nthreads(1)
raw <- d <- read.csv("grunfeld.csv"); d$firm <- firm <- factor(d$firm); d$year <- year <- factor(d$year)
designs <- list(pooled = model.matrix(~ value + capital, d), fe_firm = model.matrix(~ value + capital + firm, d),
  fe_twoway = model.matrix(~ value + capital + firm + year, d))
terms <- c("value", "capital")
# Where clusters hold an effect I - H_gg is singular and clubSandwich's CR3 of the dummy regression is rounding: the firms are
# taken out first, which leaves the regression what it is. It must be the jackknife over firms, dummies and all.
inner <- list(pooled = designs$pooled, fe_firm = designs$fe_firm[, terms], fe_twoway = designs$fe_twoway[, c(terms, paste0("year", levels(year)[-1]))])
cr3 <- lapply(setNames(nm = names(designs)), function(n) { X <- inner[[n]]; y <- d$inv
  if (n != "pooled") { q <- qr(model.matrix(~ firm)); X <- qr.resid(q, X); y <- qr.resid(q, y) }
  m <- lm(y ~ X - 1); V <- vcovCR(m, cluster = d$firm, type = "CR3"); se <- unname(sqrt(diag(as.matrix(V)))[paste0("X", terms)])
  b <- function(rows) qr.coef(qr(designs[[n]][rows, , drop = FALSE]), d$inv[rows])[terms]
  jack <- sqrt(rowSums(sapply(levels(firm), function(g) (b(d$firm != g) - b(rep(TRUE, nrow(d))))^2)))
  stopifnot(max(abs(se / jack - 1)) < 1e-9); se })
forms <- list(pooled = inv ~ value + capital, fe_firm = inv ~ value + capital | firm, fe_twoway = inv ~ value + capital | firm + year)
serial <- lapply(forms, function(f) { m <- feols(f, raw, panel.id = ~ firm + year)
  lapply(list(newey_west_2 = NW(2) ~ firm + year, driscoll_kraay_2 = DK(2) ~ year), function(v) { ct <- coeftable(m, vcov = v); list(se = unname(ct[terms, 2]), p = unname(ct[terms, 4])) }) })
# t of one column with cluster sums of scores, no factor: it cancels against the draws.
tstat <- function(X, y, j, null, g) { q <- qr(X); b <- qr.coef(q, y); e <- qr.resid(q, y); B <- chol2inv(qr.R(q)); U <- rowsum(X * e, g); (b[j] - null) / sqrt((B %*% crossprod(U) %*% B)[j, j]) }
signs <- as.matrix(expand.grid(rep(list(c(1, -1)), 9))); signs <- cbind(1, signs)   # a draw and its mirror image have the same |t|
wild <- function(X, y, j, g, null = 0) { g <- as.integer(factor(g)); yr <- y - null * X[, j]; q <- qr(X[, -j]); fit <- qr.fitted(q, yr) + null * X[, j]; u <- qr.resid(q, yr)
  t0 <- abs(tstat(X, y, j, null, g)); ts <- apply(signs, 1, function(v) abs(tstat(X, fit + v[g] * u, j, null, g))); mean(ts >= t0 * (1 - 1e-10)) }
p <- lapply(designs, function(X) sapply(terms, function(t) wild(X, d$inv, match(t, colnames(X)), d$firm)))
p$pooled_constant <- wild(designs$pooled, d$inv, 1, d$firm)
X <- designs$pooled; at <- function(null) wild(X, d$inv, 2, d$firm, null)
nulls <- c(0.06, 0.08, 0.10, 0.13, 0.16, 0.20)
out <- list(about = "Grunfeld, inv ~ value + capital, clusters by firm; terms value, capital.", cr3 = cr3, fixest = serial,
  wild = c(lapply(p, unname), list(value_nulls = nulls, value_p = sapply(nulls, at))))
jsonlite::write_json(out, "covariances.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
