namespace Resilience.Bulkheads;

/// <summary>The options of Gradient2 as the rule reads them.</summary>
/// <param name="Tolerance">By what factor calls may be slower than the baseline before the limit falls.</param>
/// <param name="QueueSize">How many calls may wait in the dependency's queue.</param>
/// <param name="Smoothing">The share of each proposal that is taken.</param>
/// <param name="BaselineWindows">Over how many windows the baseline is averaged.</param>
/// <param name="ProbeInterval">After how many windows of restraint the baseline is probed; int.MaxValue for never.</param>
/// <param name="DropFactor">What drops multiply the limit by.</param>
internal readonly record struct GradientSettings(
    double Tolerance, int QueueSize, double Smoothing, int BaselineWindows, int ProbeInterval, double DropFactor);
