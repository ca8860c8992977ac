# Hypotheses on coefficients by several covariances: car::linearHypothesis with the covariance of sandwich or of the model,
# fixest::wald, clubSandwich::Wald_test (HTZ); estimate and standard error of an equation from the same covariance. Where
# car knows no degrees of freedom of clusters (G - 1), F is car's and p is taken from pf. R 4.2.2, car 3.1-1, sandwich 3.1-3,
# clubSandwich 0.5.8, fixest 0.14.2, AER 1.2-10, plm 2.6-2. Run in this folder.
suppressMessages({library(car); library(sandwich); library(clubSandwich); library(fixest); library(AER); library(plm)})
setFixest_nthreads(1)
rd <- function(f) read.csv(f, na.strings = "")
num <- function(z) unname(as.numeric(z))
# One row a restriction over the coefficients of a model, from name -> weight.
rows <- function(names, ...) { r <- t(sapply(list(...), function(w) { v <- setNames(numeric(length(names)), names); stopifnot(names(w) %in% names); v[names(w)] <- w; v })); unname(r) }
zero <- function(names, which) do.call(rows, c(list(names), lapply(which, function(w) setNames(1, w))))
hyp <- function(R, r = rep(0, nrow(R))) list(R = R, r = r)
# F with df2 degrees of freedom, or chi-squared where df2 is NULL; estimate and standard error of one restriction.
test <- function(m, h, V, df2, b = coef(m)) {
  V <- as.matrix(V); q <- nrow(h$R)
  lh <- linearHypothesis(m, h$R, h$r, vcov. = V, test = "Chisq"); chi2 <- lh$Chisq[2]
  hand <- drop(t(h$R %*% b - h$r) %*% solve(h$R %*% V %*% t(h$R), h$R %*% b - h$r)); stopifnot(abs(hand / chi2 - 1) < 1e-7)
  o <- if (is.null(df2)) list(statistic = chi2, df = q, p = pchisq(chi2, q, lower.tail = FALSE)) else list(statistic = chi2 / q, df = q, df2 = df2, p = pf(chi2 / q, q, df2, lower.tail = FALSE))
  if (q == 1) { o$estimate <- num(h$R %*% b - h$r); o$std_error <- num(sqrt(h$R %*% V %*% t(h$R))) }
  o
}
htz <- function(m, h, V, ...) { w <- Wald_test(m, constraints = h$R, vcov = V, test = "HTZ", ...); stopifnot(all(h$r == 0)); list(statistic = w$Fstat, df = w$df_num, df2 = w$df_denom, p = w$p_val) }
all_of <- function(hs, f) lapply(hs, f)
out <- list()

# ---- least squares, time dummies as regressors -----------------------------------------------------------------------
g <- rd("grunfeld.csv"); m <- lm(inv ~ value + capital + factor(year), g); n <- nobs(m); k <- length(coef(m)); nm <- names(coef(m)); G <- 10
hs <- list(slopes = hyp(zero(nm, c("value", "capital"))), mixed = hyp(zero(nm, c("capital", "(Intercept)"))), years = hyp(zero(nm, nm[4:22])),
  equal = hyp(rows(nm, c(value = 1, capital = -1))), level = hyp(rows(nm, c(value = 2, capital = -0.25)), 0.25), several = hyp(rows(nm, c(value = 1), c(capital = 1, value = -2), c("factor(year)1940" = 1)), c(0.1, 0.05, 0)), year = hyp(rows(nm, c("factor(year)1940" = 1, "factor(year)1950" = -1))))
few <- hs[names(hs) != "years"]
out$ols <- list(iid = all_of(hs, function(h) test(m, h, vcov(m), n - k)), HC1 = all_of(hs, function(h) test(m, h, vcovHC(m, "HC1"), n - k)),
  HC3 = all_of(hs, function(h) test(m, h, vcovHC(m, "HC3"), n - k)), cluster = all_of(few, function(h) test(m, h, vcovCL(m, ~ firm, type = "HC1"), G - 1)),
  cr2 = all_of(few[!names(few) %in% c("level", "several")], function(h) htz(m, h, vcovCR(m, g$firm, "CR2"))))

# ---- absorbed effects ------------------------------------------------------------------------------------------------
f <- feols(inv ~ value + capital | firm, g); d <- lm(inv ~ value + capital + factor(firm), g); dn <- names(coef(d)); fn <- c("value", "capital")
wald_of <- function(v) { w <- wald(f, keep = "value|capital", vcov = v, print = FALSE); list(statistic = num(w$stat), df = num(w$df1), df2 = num(w$df2), p = num(w$p)) }
fe <- list(slopes = hyp(zero(dn, fn)), equal = hyp(rows(dn, c(value = 1, capital = -1))))
out$fe <- list(iid = all_of(fe, function(h) test(d, h, vcov(d), df.residual(d))),
  cluster = list(slopes = wald_of(~ firm), equal = { V <- vcov(f, ~ firm); R <- c(1, -1); e <- num(R %*% coef(f)); s <- num(sqrt(R %*% V %*% R)); list(statistic = (e / s)^2, df = 1, df2 = G - 1, p = 2 * pt(-abs(e / s), G - 1), estimate = e, std_error = s) }))
w <- plm(inv ~ value + capital, g, index = c("firm", "year"), model = "within")
out$fe$cr2 <- list(slopes = htz(w, hyp(diag(2)), "CR2", cluster = "individual"), equal = htz(w, hyp(matrix(c(1, -1), 1)), "CR2", cluster = "individual"))
# Effects across the clusters: years absorbed, firms the clusters.
y <- lm(inv ~ value + capital + factor(year), g); yn <- names(coef(y))
out$fe_year <- list(cr2 = list(slopes = htz(y, hyp(zero(yn, fn)), vcovCR(y, g$firm, "CR2")), equal = htz(y, hyp(rows(yn, c(value = 1, capital = -1))), vcovCR(y, g$firm, "CR2"))))

# ---- wild cluster bootstrap of several coefficients, every draw a regression of its own -----------------------------------
# Null imposed by least squares under R b = r; Wald by cluster without factors, which cancel. Half of the signs: a draw and its
# mirror image have one statistic.
signs <- cbind(1, as.matrix(expand.grid(rep(list(c(1, -1)), 9))))
wald_cl <- function(X, y, h, gr) { q <- qr(X); B <- chol2inv(qr.R(q)); b <- qr.coef(q, y); U <- rowsum(X * qr.resid(q, y), gr); d <- h$R %*% b - h$r; drop(t(d) %*% solve(h$R %*% B %*% crossprod(U) %*% B %*% t(h$R), d)) }
wild_joint <- function(X, y, h, gr) { gr <- as.integer(factor(gr)); B <- chol2inv(qr.R(qr(X))); b <- qr.coef(qr(X), y)
  b0 <- b - B %*% t(h$R) %*% solve(h$R %*% B %*% t(h$R), h$R %*% b - h$r); fit <- drop(X %*% b0); u <- y - fit
  w <- wald_cl(X, y, h, gr); ws <- apply(signs, 1, function(v) wald_cl(X, fit + v[gr] * u, h, gr)); mean(ws >= w * (1 - 1e-10)) }
X <- cbind(1, g$value, g$capital); D <- cbind(X[, 2:3], model.matrix(~ factor(firm) - 1, g)); Y <- cbind(X[, 2:3], model.matrix(~ factor(year) - 1, g)); at <- function(k, ...) { h <- hyp(do.call(rbind, lapply(list(...), function(j) replace(numeric(k), j, 1)))); h }
out$wild <- list(pooled = wild_joint(X, g$inv, at(3, 2, 3), g$firm), pooled_constant = wild_joint(X, g$inv, at(3, 1, 3), g$firm),
  fe_firm = wild_joint(D, g$inv, at(ncol(D), 1, 2), g$firm), fe_year = wild_joint(Y, g$inv, at(ncol(Y), 1, 2), g$firm),
  equal = wild_joint(X, g$inv, hyp(matrix(c(0, 1, -1), 1)), g$firm))

# ---- two-stage least squares -----------------------------------------------------------------------------------------
d <- rd("cigarettes.csv"); d <- d[d$year == 1995, ]; d$rprice <- d$price / d$cpi; d$rincome <- d$income / d$population / d$cpi; d$tdiff <- (d$taxs - d$tax) / d$cpi; d$rtax <- d$tax / d$cpi
m <- ivreg(log(packs) ~ log(rprice) + log(rincome) | log(rincome) + tdiff + rtax, data = d); nm <- names(coef(m)); df <- nobs(m) - length(nm)
hs <- list(slopes = hyp(zero(nm, nm[2:3])), unit = hyp(rows(nm, c("log(rprice)" = 1)), -1), sum = hyp(rows(nm, c("log(rprice)" = 1, "log(rincome)" = 1)), -0.5), both = hyp(rows(nm, c("log(rprice)" = 1), c("log(rincome)" = 1)), c(-1, 0.5)))
Xh <- model.matrix(m, component = "projected"); B <- solve(crossprod(Xh)); S <- Xh * residuals(m); h1 <- B %*% crossprod(S) %*% B * nobs(m) / df
out$iv <- list(iid = all_of(hs, function(h) test(m, h, vcov(m), df)), HC1 = all_of(hs, function(h) test(m, h, h1, df)))

# ---- logit, restarted at its solution so that its weights are those of the solution -------------------------------------
d <- rd("hmda.csv"); d$y <- as.integer(d$deny == "yes"); d$black <- as.integer(d$afam == "yes")
m <- glm(y ~ pirat + black + factor(mhist), d, family = binomial(), epsilon = 1e-15, maxit = 100); for (i in 1:3) m <- update(m, start = coef(m)); nm <- names(coef(m))
X <- model.matrix(m); mu <- fitted(m); V <- solve(crossprod(X * sqrt(mu * (1 - mu)))); hc <- V %*% crossprod(X * (d$y - mu)) %*% V
hs <- list(history = hyp(zero(nm, nm[4:6])), slopes = hyp(zero(nm, nm[2:3])), half = hyp(rows(nm, c(black = 1, pirat = -0.5))))
out$logit <- list(iid = all_of(hs, function(h) test(m, h, V, NULL)), HC0 = all_of(hs, function(h) test(m, h, hc, NULL)))

# ---- random effects --------------------------------------------------------------------------------------------------
m <- plm(inv ~ value + capital, g, index = c("firm", "year"), model = "random"); nm <- names(coef(m))
hs <- list(slopes = hyp(zero(nm, c("value", "capital"))), equal = hyp(rows(nm, c(value = 1, capital = -1))), level = hyp(rows(nm, c(value = 1, capital = 1)), 0.4))
out$random <- list(iid = all_of(hs, function(h) test(m, h, vcov(m), NULL)))
out$env <- list(R = paste(R.version$major, R.version$minor, sep = "."), car = as.character(packageVersion("car")), fixest = as.character(packageVersion("fixest")), clubSandwich = as.character(packageVersion("clubSandwich")))
jsonlite::write_json(out, "hypotheses.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
