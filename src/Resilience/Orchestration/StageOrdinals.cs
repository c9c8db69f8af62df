namespace Resilience.Orchestration;

/// <summary>How often a stage was run again.</summary>
/// <param name="Current">The ordinal of its next run.</param>
/// <param name="Base">The ordinal with which it began after the run last went back: mitigations are counted from there.</param>
internal readonly record struct StageOrdinals(int Current, int Base);
