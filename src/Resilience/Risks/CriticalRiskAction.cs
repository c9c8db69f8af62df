namespace Resilience;

/// <summary>What happens when a critical risk is found before a stage begins.</summary>
public enum CriticalRiskAction : byte
{
    /// <summary>It is told to those who observe the run, and the stage begins.</summary>
    Alert,

    /// <summary>The run is aborted before the stage begins.</summary>
    Abort,
}
