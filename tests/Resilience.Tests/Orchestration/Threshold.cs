namespace Resilience.Tests.Orchestration;

/// <summary>What happens before a stage begins.</summary>
internal enum Threshold
{
    Open,
    Skip,
    Refuse,
    Degrade,
    AbortForRisk,
    AssessmentThrows,
}
