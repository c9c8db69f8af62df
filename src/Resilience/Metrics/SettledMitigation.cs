namespace Resilience.Metrics;

/// <summary>A mitigation of which is known what came of it.</summary>
internal readonly record struct SettledMitigation(MitigationReport Report, MitigationEffect Outcome)
{
    public bool IsSuccess => Outcome == MitigationEffect.Succeeded;
}
