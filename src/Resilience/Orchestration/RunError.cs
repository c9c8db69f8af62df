namespace Resilience;

/// <summary>Why a run was not started or resumed. Each error has a stable code among <see cref="ErrorCodes"/>.</summary>
public enum RunError : byte
{
    /// <summary>There is no such run.</summary>
    NotFound,

    /// <summary>There is a run of this id already, with another input.</summary>
    InputMismatch,

    /// <summary>The pipeline has changed since the run was interrupted, in a way that its policy does not allow.</summary>
    DefinitionChanged,

    /// <summary>The run is under way in this process.</summary>
    AlreadyRunning,

    /// <summary>There is no such stage, or the run has not come so far.</summary>
    StageNotReached,

    /// <summary>There is a run of this id already, where a new one was to be made.</summary>
    AlreadyExists,

    /// <summary>The run was being forked when that was interrupted. Delete it, and fork again.</summary>
    ForkIncomplete,
}
