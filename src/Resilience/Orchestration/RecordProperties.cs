namespace Resilience.Orchestration;

/// <summary>The names of the properties that an orchestrator gives its records. They are stable.</summary>
internal static class RecordProperties
{
    /// <summary>The hash of the definition up to the stage, that stage included.</summary>
    public const string Prefix = "resilience.prefix";

    /// <summary>Why a stage ended as it did.</summary>
    public const string Reason = "resilience.reason";

    /// <summary>The run from which this one was forked.</summary>
    public const string ForkedFrom = "resilience.forked_from";

    /// <summary>How many records a fork begins with.</summary>
    public const string ForkedRecords = "resilience.forked_records";
}
