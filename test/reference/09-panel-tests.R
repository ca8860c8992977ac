# What the blocks `tests` of 03 and 04 do not hold: the regression form of Hausman's test clustered by unit, LM tests of
# effects of time, and LM tests beside the dummies of another effect, by plm; two panels are unbalanced.
source("lib.R")
d <- list(grunfeld = read.csv("grunfeld.csv"), produc = read.csv("produc.csv"), fatalities = read.csv("fatalities.csv", na.strings = ""),
  agglomeration = read.csv("agglomeration-prepared.csv", encoding = "UTF-8"))
d$produc <- transform(d$produc, lgsp = log(gsp), lpcap = log(pcap), lpc = log(pc), lemp = log(emp))
d$fatalities$frate <- d$fatalities$fatal / d$fatalities$pop * 10000
d$grunfeld_unbalanced <- d$grunfeld[seq_len(nrow(d$grunfeld)) %% 7 != 3 & !(seq_len(nrow(d$grunfeld)) %in% 1:9), ]
d$produc_unbalanced <- d$produc[((seq_len(nrow(d$produc)) %% 101)^3 %% 23) > 3, ]
f <- list(grunfeld = inv ~ value + capital, produc = lgsp ~ lpcap + lpc + lemp + unemp, fatalities = frate ~ beertax + unemp,
  agglomeration = AGG ~ TIN + POS + NUE + GRA, grunfeld_unbalanced = inv ~ value + capital, produc_unbalanced = lgsp ~ lpcap + lpc + lemp + unemp)
keys <- list(grunfeld = c("firm", "year"), produc = c("state", "year"), fatalities = c("state", "year"), agglomeration = c("city", "year"), grunfeld_unbalanced = c("firm", "year"), produc_unbalanced = c("state", "year"))
of <- function(t) list(statistic = unname(t$statistic), df = if (is.null(t$parameter) || is.na(t$parameter[1])) NULL else arr(t$parameter), p = unname(t$p.value))
one <- function(name) {
  k <- keys[[name]]; p <- pdata.frame(d[[name]], index = k); form <- f[[name]]
  robust <- phtest(form, data = p, method = "aux", vcov = vcovHC)
  # The same written out: quasi-demeaned data, within regressors, scores summed by unit without a factor.
  re <- plm(form, p, model = "random"); fe <- plm(form, p, model = "within")
  X <- model.matrix(re)[, -1]; W <- model.matrix(fe); y <- as.numeric(pmodel.response(re)); A <- cbind(1, X, W); m <- ncol(W)
  b <- qr.coef(qr(A), y); e <- qr.resid(qr(A), y); g <- as.character(index(re)[[1]]); B <- solve(crossprod(A)); V <- B %*% meat_cl(A * e, g) %*% B
  own <- (ncol(A) - m + 1):ncol(A); chk(sum(b[own] * solve(V[own, own], b[own])), robust$statistic, 1e-7, "robust Hausman")
  with <- function(key) update(form, as.formula(paste(". ~ . + factor(", key, ")")))
  lm_ <- function(form, effect, type) of(plmtest(plm(form, p, model = "pooling"), effect = effect, type = type))
  # Effects of time as dummies in both estimators: the regressors alone are compared, nothing is added of the dummies.
  beside <- if (pdim(p)$nT$n > m + pdim(p)$nT$T) { re2 <- plm(with(k[2]), p, model = "random"); Q <- model.matrix(re2)[, -1]; y2 <- as.numeric(pmodel.response(re2)); two <- paste(index(re2)[[1]], index(re2)[[2]]); at <- match(two, paste(d[[name]][[k[1]]], d[[name]][[k[2]]]))
  W2 <- qr.resid(qr(model.matrix(~ factor(index(re2)[[1]]))), model.matrix(form, d[[name]][at, ])[, -1]); A2 <- cbind(1, Q, W2); q2 <- qr(A2); stopifnot(q2$rank == ncol(A2))
  e2 <- qr.resid(q2, y2); b2 <- qr.coef(q2, y2); B2 <- chol2inv(qr.R(q2)); last <- (ncol(A2) - m + 1):ncol(A2); g2 <- as.character(index(re2)[[1]])
  by_ <- function(V) { x <- sum(b2[last] * solve(V[last, last], b2[last])); list(statistic = x, df = arr(m), p = pchisq(x, m, lower.tail = FALSE)) }
  list(hausman_auxiliary_beside_time = by_(B2 * sum(e2^2) / (length(y2) - ncol(A2))), hausman_robust_beside_time = by_(B2 %*% meat_cl(A2 * e2, g2) %*% B2)) }
  c(list(hausman_auxiliary = of(phtest(form, data = p, method = "aux")), hausman_robust = of(robust),
    lm_individual = lm_(form, "individual", "bp"), lm_time = lm_(form, "time", "bp"), lm_twoways = lm_(form, "twoways", "bp"), lm_honda = lm_(form, "individual", "honda"),
    lm_individual_beside_time = lm_(with(k[2]), "individual", "bp"), lm_time_beside_individual = lm_(with(k[1]), "time", "bp")), beside) }
out <- lapply(setNames(nm = names(f)), one)
put(c(list(about = "plm's phtest and plmtest; rows left out of grunfeld_unbalanced: 1 to 9, and every seventh from the third on; of produc_unbalanced: row i where (i mod 101)^3 mod 23 is below 4."), out, list(env = list(r = R.version.string, plm = as.character(packageVersion("plm")), cross_checks = .checks$n, worst_rel_diff = .checks$worst))), "panel-tests.json")
