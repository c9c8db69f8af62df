namespace Resilience;

/// <summary>How a run has ended.</summary>
public enum RunResultStatus : byte
{
    /// <summary>All its stages are done.</summary>
    Completed,

    /// <summary>A stage failed. The run is finished; <c>ResumeAsync</c> opens it again, from the stage that failed.</summary>
    Failed,

    /// <summary>A stage was given up because of its risk. The run is finished, and can be opened again like one that failed.</summary>
    Aborted,

    /// <summary>Somebody cancelled it by <c>CancelAsync</c>. The run is finished, and can be opened again like one that failed.</summary>
    Cancelled,

    /// <summary>
    /// A stage was refused, by an open circuit, a gate, a full bulkhead, or by something of that kind that its code had called. The run is
    /// not finished: starting or resuming it goes on where it stands.
    /// </summary>
    Interrupted,
}
