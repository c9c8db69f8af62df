namespace Resilience.Bulkheads;

/// <summary>What Gradient2 remembers from one window to the next.</summary>
/// <param name="Limit">The limit with its fraction, as it is when nothing is probed.</param>
/// <param name="Enforced">The limit that callers meet; 0 before the first window.</param>
/// <param name="Baseline">How long calls take without a queue, in ticks.</param>
/// <param name="Learned">How many windows the baseline is made of, until it is warm.</param>
/// <param name="Restrained">In how many windows the baseline has held the limit down since it was last learned without a queue.</param>
/// <param name="Probe">Where a probe of the baseline is.</param>
internal readonly record struct GradientState(
    double Limit, int Enforced, double Baseline, int Learned, int Restrained, GradientProbe Probe);
