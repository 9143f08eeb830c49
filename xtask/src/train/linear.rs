//! Linear models, small and deterministic: dual coordinate descent for support vector machines with squared hinge
//! loss, and logistic regression by gradient descent.

/// A sparse example: feature and value.
pub(crate) type Sparse = Vec<(u32, f32)>;

/// Trains a linear SVM (L2 regularised, squared hinge). `cost` is per example; the last weight is the bias (its feature
/// has the value `bias`).
pub(crate) fn svm(
    examples: &[&Sparse],
    positive: &[bool],
    cost: &[f32],
    features: usize,
    bias: f32,
    rounds: usize,
) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features + 1];
    let mut alpha = vec![0.0_f32; examples.len()];
    let square: Vec<f32> =
        examples.iter().map(|x| x.iter().map(|f| f.1 * f.1).sum::<f32>() + bias * bias).collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_f491_u32;
    for _ in 0..rounds {
        for n in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            order.swap(n, random as usize % (n + 1));
        }
        let mut largest = 0.0_f32;
        for &n in &order {
            let y = if positive[n] { 1.0 } else { -1.0 };
            let diagonal = 0.5 / cost[n];
            let dot: f32 = examples[n].iter().map(|(f, v)| weights[*f as usize] * v).sum::<f32>()
                + weights[features] * bias;
            let gradient = y * dot - 1.0 + diagonal * alpha[n];
            let projected = if alpha[n] == 0.0 { gradient.min(0.0) } else { gradient };
            largest = largest.max(projected.abs());
            if projected.abs() < 1e-6 {
                continue;
            }
            let old = alpha[n];
            alpha[n] = (old - gradient / (square[n] + diagonal)).max(0.0);
            let step = (alpha[n] - old) * y;
            for (f, v) in examples[n] {
                weights[*f as usize] += step * v;
            }
            weights[features] += step * bias;
        }
        if largest < 0.02 {
            break;
        }
    }
    weights[features] *= bias;
    weights
}

/// Trains logistic regression by batch gradient descent with momentum. `weight` is per example.
pub(crate) fn logistic(
    examples: &[Sparse],
    positive: &[bool],
    weight: &[f32],
    features: usize,
    decay: f32,
    rounds: usize,
) -> Vec<f32> {
    let mut w = vec![0.0_f32; features];
    let mut scale = vec![1e-6_f32; features];
    let total: f32 = weight.iter().sum();
    for round in 0..rounds {
        let mut gradient: Vec<f32> = w.iter().map(|w| decay * w).collect();
        for ((x, y), c) in examples.iter().zip(positive).zip(weight) {
            let dot: f32 = x.iter().map(|(f, v)| w[*f as usize] * v).sum();
            let p = 1.0 / (1.0 + (-dot).exp());
            let error = (p - f32::from(u8::from(*y))) * c / total;
            for (f, v) in x {
                gradient[*f as usize] += error * v;
            }
        }
        let rate = 0.3 / (1.0 + round as f32 / 100.0);
        for n in 0..features {
            scale[n] = 0.95 * scale[n] + 0.05 * gradient[n] * gradient[n];
            w[n] -= rate * gradient[n] / (scale[n].sqrt() + 1e-5) * 0.1;
        }
    }
    w
}
