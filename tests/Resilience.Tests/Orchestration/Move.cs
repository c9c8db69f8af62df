namespace Resilience.Tests.Orchestration;

/// <summary>What somebody does with a run.</summary>
internal enum Move
{
    Run,
    Resume,
    GoBack,
    Cancel,
}
