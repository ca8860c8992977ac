# glm at its maximum, and covariances from their formulas: what the scripts of likelihood models share.
library(sandwich)
at_maximum <- function(f, family, data, w = NULL) {
  data$.w <- if (is.null(w)) rep(1, nrow(data)) else w
  control <- glm.control(epsilon = 1e-15, maxit = 200)
  m <- suppressWarnings(glm(f, family, data, weights = .w, control = control))
  for (i in 1:300) {
    before <- coef(m)
    m <- suppressWarnings(glm(f, family, data, weights = .w, start = before, control = control))
    if (max(abs(coef(m) / before - 1), na.rm = TRUE) < 1e-15) break
  }
  m
}
# Covariances without factors, from their formulas at the solution.
covariances <- function(m, by) {
  X <- model.matrix(m)[, !is.na(coef(m))]; eta <- m$linear.predictors; mu <- m$family$linkinv(eta)
  slope <- m$family$mu.eta(eta); v <- m$family$variance(mu); w <- m$prior.weights
  B <- chol2inv(qr.R(qr(X * sqrt(w * slope^2 / v), LAPACK = FALSE)))
  S <- X * (w * slope / v * (m$y - mu))
  out <- list(iid = B, HC0 = B %*% crossprod(S) %*% B)
  if (!is.null(by)) out$cluster <- B %*% crossprod(rowsum(S, by)) %*% B
  stopifnot(max(abs(diag(out$HC0) / diag(sandwich(m)) - 1)) < 1e-4)
  lapply(out, function(V) { dimnames(V) <- list(colnames(X), colnames(X)); V })
}
errors <- function(m, by, terms) lapply(covariances(m, by), function(V) list(se = I(unname(sqrt(diag(V))[terms]))))
