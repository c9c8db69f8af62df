namespace Resilience;

/// <summary>How far a stage says it is.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Fraction">The share of the stage that is done, from 0 to 1.</param>
/// <param name="Message">What the stage says about it; null if nothing.</param>
public readonly record struct StageProgress(string RunId, string Stage, double Fraction, string? Message);
