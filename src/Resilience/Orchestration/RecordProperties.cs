namespace Resilience.Orchestration;

/// <summary>The names of the properties that an orchestrator gives its records. They are stable.</summary>
public static class RecordProperties
{
    /// <summary>What all of them begin with: users' own properties do not.</summary>
    public const string Reserved = "resilience.";

    /// <summary>The hash of the definition up to the stage, that stage included.</summary>
    public const string Prefix = "resilience.prefix";

    /// <summary>Why a stage ended as it did.</summary>
    public const string Reason = "resilience.reason";

    /// <summary>The place of the stage to which a run goes back, from 0.</summary>
    public const string Position = "resilience.position";

    /// <summary>The ordinal from which a stage's mitigations are counted, if that is not 0.</summary>
    public const string Base = "resilience.ordinal_base";

    /// <summary>What went wrong, in a final record.</summary>
    public const string Cause = "resilience.cause";

    /// <summary>Whether it may pass, in a final record.</summary>
    public const string Disposition = "resilience.disposition";

    /// <summary>The run from which this one was forked.</summary>
    public const string ForkedFrom = "resilience.forked_from";

    /// <summary>How many records a fork begins with.</summary>
    public const string ForkedRecords = "resilience.forked_records";
}
