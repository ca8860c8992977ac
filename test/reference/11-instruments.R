# Tests of instruments, and instrumented models with several instrumented terms, weights, effects, varying slopes and serial
# covariances. Every number is written out from its formula on the full dummy regression; where AER's ivreg or fixest have
# it, they must agree (a failing check stops the script). Every dummy counts in k: HC1 n/(n-k), clusters (n-1)/(n-k) G/(G-1) with
# F over G-1, Newey-West and Driscoll-Kraay n/(n-k) with F over n-k and T-1.
source("lib.R"); suppressMessages({library(AER); library(fixest)}); setFixest_nthreads(1)
rd <- function(f) read.csv(f, na.strings = "", encoding = "UTF-8")
# ---- data
cig <- rd("cigarettes.csv"); cig <- transform(cig, lq = log(packs), lp = log(price / cpi), li = log(income / population / cpi), tdiff = (taxs - tax) / cpi, rtax = tax / cpi)
emp <- rd("empluk.csv"); emp <- emp[order(emp$firm, emp$year), ]; emp <- transform(emp, n = log(emp), w = log(wage), k = log(capital), ys = log(output))
back <- function(x, by = 1) { i <- match(paste(emp$firm, emp$year - by), paste(emp$firm, emp$year)); x[i] }
for (v in c("w", "k", "ys")) { emp[[paste0("d", v)]] <- emp[[v]] - back(emp[[v]]); emp[[paste0("e", v)]] <- emp[[paste0("d", v)]] - (back(emp[[v]]) - back(emp[[v]], 2)) }
emp <- emp[complete.cases(emp), ]
sch <- rd("caschools.csv"); sch <- transform(sch, str = students / teachers, score = (read + math) / 2, pcs = computer / students)
d <- list(cigarettes = cig, empluk = emp, caschools = sch)
# ---- parts: outcome, instrumented, exogenous, excluded instruments, dummies and all
model <- function(id, data, y, endo, exo, inst, fixed = NULL, slope = NULL, w = NULL) {
  D <- d[[data]]; X2 <- model.matrix(reformulate(c("1", exo)), D)
  if (!is.null(fixed)) X2 <- cbind(X2, do.call(cbind, lapply(fixed, function(f) model.matrix(~ factor(D[[f]]))[, -1])))
  if (!is.null(slope)) X2 <- cbind(X2, model.matrix(~ 0 + factor(D[[slope[1]]]))  * (D[[slope[2]]] - mean(D[[slope[2]]])))
  q <- qr(X2, tol = 1e-9); X2 <- X2[, q$pivot[seq_len(q$rank)], drop = FALSE]
  r <- if (is.null(w)) rep(1, nrow(D)) else sqrt(D[[w]])
  list(id = id, data = data, D = D, r = r, y = D[[y]] * r, X1 = as.matrix(D[endo]) * r, X2 = X2 * r, Z1 = as.matrix(D[inst]) * r,
    endo = endo, exo = exo, text = paste0(y, " ~ ", paste(c(exo, if (!length(exo)) "1"), collapse = " + "), if (length(fixed) || length(slope)) paste0(" | ", paste(c(fixed, if (length(slope)) sprintf("%s[%s]", slope[1], slope[2])), collapse = " + ")), " | ", paste(endo, collapse = " + "), " ~ ", paste(inst, collapse = " + ")), weights = w) }
# ---- covariance of sums of scores S (n x m), without a factor; each piece of several dimensions of clusters may have its own
bart <- function(S, id, tm, L) { o <- order(id, tm); S <- S[o, , drop = FALSE]; id <- id[o]; tm <- tm[o]; M <- crossprod(S)
  key <- paste(id, tm); for (l in seq_len(L)) { i <- match(paste(id, tm - l), key); ok <- !is.na(i); G <- crossprod(S[ok, , drop = FALSE], S[i[ok], , drop = FALSE]); M <- M + (1 - l / (L + 1)) * (G + t(G)) }; M }
own <- function(g, yes) { G <- length(unique(g)); if (yes) G / (G - 1) else 1 }
meat <- function(S, m, v, s2z, each = FALSE) switch(v$type, iid = s2z, HC0 = , HC1 = crossprod(S),
  cluster = { g <- m$D[v$by]; M <- 0; for (one in names(g)) M <- M + meat_cl(S, g[[one]]) * own(g[[one]], each); if (length(g) == 2) { both <- paste(g[[1]], g[[2]]); M <- M - meat_cl(S, both) * own(both, each) }; M },
  `newey-west` = bart(S, m$D[[v$keys[1]]], m$D[[v$keys[2]]], v$lag),
  `driscoll-kraay` = { a <- rowsum(S, m$D[[v$keys[2]]]); bart(a, rep(1, nrow(a)), as.numeric(rownames(a)), v$lag) })
qfac <- function(m, v, k) { n <- length(m$y); switch(v$type, iid = 1, HC0 = 1, HC1 = n / (n - k), cluster = (n - 1) / (n - k), n / (n - k)) }
# Covariance of least squares of y on X, factor included.
vols <- function(X, e, m, v) { n <- nrow(X); k <- ncol(X); B <- chol2inv(qr.R(qr(X))); if (v$type == "iid") B * sum(e^2) / (n - k) else qfac(m, v, k) * B %*% meat(X * e, m, v, NULL, TRUE) %*% B }
# Columns are orthogonalised to those before, so that cross-products keep their digits; the last ones are what is tested.
ftest <- function(y, before, last, m, v) { A <- qr.resid(qr(before), last); X <- cbind(before, A); q <- qr(X); e <- qr.resid(q, y); b <- qr.coef(q, y); j <- ncol(before) + seq_len(ncol(last))
  Xo <- cbind(qr.Q(qr(before)), A); V <- vols(Xo, e, m, v)[j, j, drop = FALSE]; b <- qr.coef(qr(A), y)
  F <- sum(b * solve(V, b)) / ncol(last); df <- dfof(m, v, ncol(X)); list(statistic = F, df = arr(c(ncol(last), df)), p = pf(F, ncol(last), df, lower.tail = FALSE)) }
dfof <- function(m, v, k) switch(v$type, cluster = min(sapply(v$by, function(b) length(unique(m$D[[b]])))) - 1, `driscoll-kraay` = length(unique(m$D[[v$keys[2]]])) - 1, length(m$y) - k)
chi <- function(x, df) list(statistic = x, df = arr(df), p = pchisq(x, df, lower.tail = FALSE))
half <- function(A) { e <- eigen(A, symmetric = TRUE); e$vectors %*% diag(sqrt(pmax(e$values, 0)), nrow(A)) %*% t(e$vectors) }
# Kleibergen & Paap (2006), equations 15 to 21, for rank K - 1; F and G the triangular factors of Z'Z and Y'Y (p. 103).
rk <- function(Y, Z, m, v, wald, each = FALSE) { n <- nrow(Y); K <- ncol(Y); L <- ncol(Z); Rz <- chol(crossprod(Z)); Ry <- chol(crossprod(Y)); Pi <- qr.coef(qr(Z), Y)
  Th <- Rz %*% Pi %*% solve(Ry); s <- svd(Th, nu = L, nv = K); U <- s$u; V <- s$v; i <- K; o <- if (i > 1) seq_len(i - 1) else integer()
  E <- if (wald) Y - Z %*% Pi else Y; S <- do.call(cbind, lapply(seq_len(K), function(j) E[, j] * Z))
  T <- kronecker(t(solve(Ry)), t(solve(Rz))); M <- if (v$type == "iid") kronecker(crossprod(E) / n, crossprod(Z)) else meat(S, m, v, NULL, each); W <- T %*% M %*% t(T)
  u22 <- U[i:L, i:L, drop = FALSE]; v22 <- V[i:K, i:K, drop = FALSE]
  a <- rbind(U[o, i:L, drop = FALSE], u22) %*% solve(u22) %*% half(tcrossprod(u22)); b <- half(tcrossprod(v22)) %*% solve(t(v22)) %*% t(rbind(V[o, i:K, drop = FALSE], v22))
  P <- kronecker(b, t(a)); l <- P %*% as.numeric(Th); drop(t(l) %*% solve(P %*% W %*% t(P), l)) }
gmm <- function(y, X, Z, m, v, W) { b <- solve(t(X) %*% Z %*% W %*% t(Z) %*% X, t(X) %*% Z %*% W %*% t(Z) %*% y); g <- crossprod(Z, y - X %*% b); drop(t(g) %*% W %*% g) }
tests <- function(m, v) {
  n <- length(m$y); X <- cbind(m$X2, m$X1); Z <- cbind(m$X2, m$Z1); K <- ncol(m$X1); L <- ncol(m$Z1); Xh <- qr.fitted(qr(Z), X); Xh[, seq_len(ncol(m$X2))] <- m$X2
  b <- qr.coef(qr(Xh), m$y); e <- drop(m$y - X %*% b); q2 <- qr(m$X2); Yp <- qr.resid(q2, m$X1); Zp <- qr.resid(q2, m$Z1); Zo <- qr.Q(qr(Zp))
  keep <- c(m$exo, m$endo); ext <- match(keep, colnames(X)); k <- ncol(X)
  B <- chol2inv(qr.R(qr(Xh))); V <- if (v$type == "iid") B * sum(e^2) / (n - k) else qfac(m, v, k) * B %*% meat(Xh * e, m, v, NULL, TRUE) %*% B
  # Not positive semi-definite: negative eigenvalues become zero, on every column.
  if (length(v$by) == 2) { g <- eigen(V, symmetric = TRUE); stopifnot(min(g$values) < 0); V <- g$vectors %*% (pmax(g$values, 0) * t(g$vectors)) }
  out <- list(spec = v, b = unname(b[ext]), se = arr(sqrt(diag(V))[ext])); if (!is.null(v$by)) out$by <- I(v$by)
  fs <- lapply(setNames(seq_len(K), m$endo), function(j) ftest(m$X1[, j], m$X2, m$Z1, m, v))
  least <- fs[[which.min(sapply(fs, function(f) f$statistic))]]; if (K > 1) least$terms <- fs; t <- list(`weak-instruments` = least)
  cc <- min(svd(crossprod(Zo, qr.Q(qr(Yp))))$d)^2; cd <- cc / (1 - cc)
  t$`cragg-donald` <- list(statistic = cd * (n - ncol(Z)) / L, wald = chi(n * cd, L - K + 1))
  w <- rk(Yp, Zo, m, v, TRUE); t$`kleibergen-paap` <- list(statistic = rk(Yp, Zo, m, v, TRUE, TRUE) / L / if (v$type == "iid") n / (n - ncol(Z)) else qfac(m, v, ncol(Z)), wald = chi(w, L - K + 1))
  t$`kleibergen-paap-lm` <- chi(rk(Yp, Zo, m, v, FALSE), L - K + 1)
  t$`wu-hausman` <- ftest(m$y, X, qr.resid(qr(Z), m$X1), m, v)
  if (L > K) { yp <- qr.resid(q2, m$y); t$sargan <- chi(n * sum(crossprod(Zo, e)^2) / sum(e^2), L - K)
    S <- if (v$type == "iid") diag(L) * sum(e^2) / n else meat(Zo * e, m, v, NULL); t$`hansen-j` <- chi(gmm(yp, Yp, Zo, m, v, solve(S)), L - K)
    # The exogenous columns among the moments change nothing, where their sums of scores have an inverse.
    if (ncol(m$X2) < 6 && v$type %in% c("HC0", "HC1", "cluster")) { Zq <- qr.Q(qr(Z)); chk(gmm(m$y, X, Zq, m, v, solve(meat(Zq * e, m, v, NULL))), t$`hansen-j`$statistic, 1e-6, "J in full") } }
  if (K == 1) chk(t$`kleibergen-paap`$statistic, least$statistic, 1e-7, "KP is the F of the first stage")
  out$tests <- t; out }
record <- function(m, vs) { names(vs) <- sapply(vs, called); r <- lapply(vs, function(v) tests(m, v)); aer(m, r); b <- r[[1]]$b
  c(list(id = m$id, data = m$data, formula = m$text, estimator = "2sls"), if (!is.null(m$weights)) list(weights = m$weights), list( n = length(m$y), terms = arr(c(m$exo, m$endo)), coef = arr(b), vcov = lapply(r, function(x) x[c("by", "se", "tests")[c(!is.null(x$by), TRUE, TRUE)]]))) }
called <- function(v) switch(v$type, iid = "classical", cluster = if (length(v$by) == 2) "twoway" else "cluster", `newey-west` = , `driscoll-kraay` = paste0(gsub("-", "_", v$type), "_", v$lag), v$type)
# The tests of AER's summary, with the sandwich covariance where it has one.
aer <- function(m, rs) { D <- m$D; names1 <- paste0("x", seq_len(ncol(m$X2))); E <- data.frame(yy = m$y / m$r, m$X1 / m$r, m$X2 / m$r, m$Z1 / m$r); colnames(E) <- c("yy", m$endo, names1, colnames(m$Z1)); E$ww <- m$r^2
  f <- as.formula(paste("yy ~ 0 +", paste(c(m$endo, names1), collapse = "+"), "|", "0 +", paste(c(names1, colnames(m$Z1)), collapse = "+"))); i <- if (is.null(m$weights)) ivreg(f, data = E) else ivreg(f, data = E, weights = ww)
  for (r in rs) { v <- r$spec; fun <- switch(v$type, iid = NULL, HC1 = function(x) vcovHC(x, "HC1"), HC0 = function(x) vcovHC(x, "HC0"), cluster = function(x) vcovCL(x, D[as.character(v$by)], type = "HC1")); if (is.null(fun) && v$type != "iid") next
    a <- AER:::ivdiag(i, vcov. = fun); t <- r$tests
    if (ncol(m$X1) == 1) chk(a[1, 3], t$`weak-instruments`$statistic, 1e-6, "weak") else for (j in seq_along(m$endo)) chk(a[j, 3], t$`weak-instruments`$terms[[j]]$statistic, 1e-6, "weak")
    chk(a["Wu-Hausman", 3], t$`wu-hausman`$statistic, 1e-6, "Wu-Hausman"); if (!is.null(t$sargan)) chk(a["Sargan", 3], t$sargan$statistic, 1e-6, "Sargan") } }
iid <- list(type = "iid"); HC0 <- list(type = "HC0"); HC1 <- list(type = "HC1"); cl <- function(...) list(type = "cluster", by = I(c(...)))
nw <- function(lag, ...) list(type = "newey-west", lag = lag, keys = I(c(...))); dk <- function(lag, ...) list(type = "driscoll-kraay", lag = lag, keys = I(c(...))); firm <- c("firm", "year")
diffs <- c("dw", "dk", "dys", "ew", "ek", "eys")
models <- list(
  record(model("cig_exact", "cigarettes", "lq", "lp", "li", "tdiff"), list(iid, HC1, cl("state"))),
  record(model("cig_over", "cigarettes", "lq", "lp", "li", c("tdiff", "rtax")), list(iid, HC0, HC1, cl("state"))),
  record(model("cig_effects", "cigarettes", "lq", "lp", "li", c("tdiff", "rtax"), fixed = c("state", "year")), list(iid, HC1, cl("state"))),
  record(model("cig_weighted", "cigarettes", "lq", "lp", "li", c("tdiff", "rtax"), w = "population"), list(iid, HC1, cl("state"))),
  record(model("cig_weighted_effects", "cigarettes", "lq", "lp", "li", c("tdiff", "rtax"), fixed = "state", w = "population"), list(iid, HC1)),
  record(model("emp_three", "empluk", "n", c("w", "k", "ys"), character(), diffs), list(iid, HC1, cl("firm"), nw(2, firm), dk(1, firm))),
  record(model("emp_two", "empluk", "n", c("w", "k"), "ys", c("dw", "dk", "ew")), list(iid, HC0, HC1, cl("firm"), cl("firm", "year"), nw(1, firm))),
  record(model("emp_effects", "empluk", "n", c("w", "k"), "ys", c("dw", "dk", "ew", "ek"), fixed = c("firm", "year")), list(iid, HC1, cl("firm"), nw(2, firm), dk(1, firm))),
  record(model("emp_slopes", "empluk", "n", "w", "ys", c("dw", "ew"), slope = c("sector", "year"), fixed = "sector"), list(iid, HC1, cl("firm"))),
  record(model("sch_two", "caschools", "score", c("str", "income"), c("english", "lunch"), c("expenditure", "pcs", "calworks"), w = "students"), list(iid, HC1, cl("county"))),
  record(model("sch_exact", "caschools", "score", c("str", "income"), "english", c("expenditure", "calworks"), fixed = "county"), list(iid, HC1, cl("county"))))
# ivreg2 on the same 751 rows (its numbers as its users publish them; its data hold 7 digits).
three <- models[[6]]$vcov$cluster; published <- c(7.540198, 29.786503, 10.726104); own <- three$tests
chk(c(own$`hansen-j`$statistic, own$`kleibergen-paap-lm`$statistic, own$`kleibergen-paap`$statistic), published, 1e-4, "ivreg2"); chk(own$`cragg-donald`$statistic, 1.635190, 1e-4, "ivreg2 cdf"); chk(models[[6]]$coef, c(.2068229, .6566705, -.3598634), 1e-4, "ivreg2 b")
fx <- feols(lq ~ li | state + year | lp ~ tdiff + rtax, cig); s <- fitstat(fx, ~ ivf1 + wh + sargan, verbose = FALSE); own <- models[[3]]$vcov$classical$tests
chk(c(s$`ivf1::lp`$stat, s$wh$stat, s$sargan$stat), c(own$`weak-instruments`$statistic, own$`wu-hausman`$statistic, own$sargan$statistic), 1e-6, "fixest")
cat("off ivreg2 by", max(abs(c(three$tests$`hansen-j`$statistic, three$tests$`kleibergen-paap-lm`$statistic, three$tests$`kleibergen-paap`$statistic, three$tests$`cragg-donald`$statistic) / c(published, 1.635190) - 1)), "\n")
# fixest's own factors, of emp_effects: terms ys, w, k.
fx <- feols(n ~ ys | firm + year | w + k ~ dw + dk + ew + ek, emp, panel.id = ~ firm + year, fixef.tol = 1e-11, fixef.iter = 1e5)
chk(coef(fx)[c("ys", "fit_w", "fit_k")], models[[8]]$coef, 1e-7, "fixest b")
own_factors <- lapply(list(classical = "iid", HC1 = "hetero", cluster = ~ firm, twoway = ~ firm + year, newey_west_2 = NW(2) ~ firm + year, driscoll_kraay_1 = DK(1) ~ year), function(v) arr(se(fx, vcov = v)[c("ys", "fit_w", "fit_k")]))
put(list(about = "Tests of instruments by their formulas. cigarettes: lq = log(packs), lp = log(price/cpi), li = log(income/population/cpi), tdiff = (taxs-tax)/cpi, rtax = tax/cpi; empluk: n, w, k, ys = log of emp, wage, capital, output, d its first and e its second difference, 751 rows with both; caschools: str = students/teachers, score = (read+math)/2, pcs = computer/students.",
  models = models, fixest = list(estimator = "2sls", coef = models[[8]]$coef, vcov = lapply(own_factors, function(se) list(se = se))), env = list(r = R.version.string, AER = as.character(packageVersion("AER")), fixest = as.character(packageVersion("fixest")), cross_checks = .checks$n, worst_rel_diff = .checks$worst)), "instruments.json")
