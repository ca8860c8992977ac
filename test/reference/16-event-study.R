# Event studies by fixest on a made-up panel: effects of firm and year, clustered by firm. staggered: three cohorts and firms
# that are never treated, which stand at the reference, leads binned at -4 and lags at 4; common: one date, leads and lags times
# treated; all_treated: without the never treated, where a line in time since treatment is collinear with the effects and
# fixest drops a column. Rows are missing, so the panel is not balanced. Checked against lm with dummies and the formula of the
# covariance. R 4.2.2, fixest 0.14.2. Run in this folder; writes event-study.csv too.
source("lib.R"); suppressMessages(library(fixest)); setFixest_nthreads(1); setFixest_notes(FALSE)
set.seed(16)
d <- expand.grid(year = 2010:2019, firm = 1:48)[, 2:1]; n <- nrow(d)
d$start <- c(2013, 2015, 2016, NA)[1 + d$firm %% 4]
d$treated <- as.integer(d$firm %% 3 == 0)
d$x <- round(rnorm(48)[d$firm] + 0.3 * (d$year - 2014) + rnorm(n), 4)
since <- ifelse(is.na(d$start), -1, d$year - d$start)
d$y <- round(rnorm(48)[d$firm] + sin(d$year) + 0.4 * d$x + 0.25 * pmax(since + 1, 0) + 0.3 * d$treated * (d$year >= 2014) + 0.6 * rnorm(n) + 0.3 * rnorm(48)[d$firm] * (d$year > 2014), 4)
d <- d[(d$firm * 7 + d$year * 3) %% 19 != 0, ]
write.csv(d, "event-study.csv", row.names = FALSE, quote = FALSE, na = "")
d <- read.csv("event-study.csv")
d$rel <- ifelse(is.na(d$start), -1, pmin(pmax(d$year - d$start, -4), 4)); d$since <- d$year - 2014; d$event <- d$year - d$start
num <- function(z) unname(as.numeric(z))
wald_of <- function(m, keep, v) { w <- wald(m, keep = keep, vcov = v, print = FALSE); list(statistic = num(w$stat), df = num(w$df1), df2 = num(w$df2), p = num(w$p)) }
pre <- function(var, tail = "$") paste0("^", var, "::-[0-9]+", tail)
one <- function(formula, data, v, tests, equation) {
  m <- feols(formula, data, vcov = v, fixef.tol = 1e-11, fixef.iter = 1e5); ct <- coeftable(m); V <- vcov(m)
  # Against lm with dummies for the effects.
  used <- data[obs(m), ]; X <- model.matrix(m, type = "rhs"); l <- lm(y ~ X + factor(firm) + factor(year), used); b <- coef(l)[paste0("X", names(coef(m)))]
  chk(coef(m), b, 1e-9, "lm"); r <- equation; w <- setNames(numeric(length(coef(m))), names(coef(m))); w[names(r)] <- r
  if (identical(v, ~firm)) { Z <- qr.resid(qr(model.matrix(~ factor(firm) + factor(year), used)), X[, names(coef(m))]); B <- solve(crossprod(Z)); G <- length(unique(used$firm)); K <- ncol(Z) + length(unique(data$year)); N <- nobs(m)
    chk(sqrt(diag(V)), sqrt(diag(B %*% crossprod(rowsum(Z * resid(l), used$firm)) %*% B) * G / (G - 1) * (N - 1) / (N - K)), 1e-9, "cluster") }
  e <- num(sum(w * coef(m))); s <- num(sqrt(t(w) %*% V %*% w)); df <- num(degrees_freedom(m, "t"))
  list(m = m, vcov = list(se = arr(ct[, 2]), stat = arr(ct[, 3]), p = arr(ct[, 4]), df = df, tests = lapply(tests, function(k) wald_of(m, k, v)),
    equation = list(estimate = e, std_error = s, statistic = (e / s)^2, p = 2 * pt(-abs(e / s), df))))
}
all_of <- function(formula, data, tests, equation) {
  by <- lapply(list(cluster = ~firm, iid = "iid", HC1 = "hetero"), function(v) one(formula, data, v, tests, equation)); m <- by[[1]]$m
  list(estimator = "fe", absorb = arr(c("firm", "year")), n = nobs(m), terms = arr(names(coef(m))), collinear = arr(c(m$collin.var, character(0))), coef = arr(num(coef(m))),
    rss = num(m$ssr), r2 = num(r2(m, "r2")), adj_r2 = num(r2(m, "ar2")), within_r2 = num(r2(m, "wr2")), vcov = lapply(by, `[[`, "vcov"))
}
out <- list(
  staggered = all_of(y ~ i(rel, ref = -1) + x | firm + year, d, list(pre = pre("rel"), all = "^rel::"), c("rel::2" = 1, "rel::0" = -1)),
  common = all_of(y ~ i(since, treated, ref = -1) + x | firm + year, d, list(pre = pre("since", ":"), all = "^since::"), c("since::2:treated" = 1, "since::0:treated" = -1)),
  all_treated = all_of(y ~ i(event, ref = -1) | firm + year, d[!is.na(d$start), ], list(all = "^event::"), c("event::2" = 1, "event::0" = -1)))
out$env <- list(r = R.version.string, fixest = as.character(packageVersion("fixest")), cross_checks = .checks$n, worst_rel_diff = .checks$worst)
put(out, "event-study.json")
