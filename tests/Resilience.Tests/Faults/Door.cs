namespace Resilience.Faults;

/// <summary>The ways into a pipeline.</summary>
public enum Door
{
    /// <summary>Execute: the calling thread waits, failures are thrown.</summary>
    Sync,

    /// <summary>ExecuteAsync: failures are thrown.</summary>
    Async,

    /// <summary>ExecuteOutcomeAsync: nothing is thrown.</summary>
    Outcome,
}
