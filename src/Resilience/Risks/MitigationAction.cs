namespace Resilience.Risks;

/// <summary>What is to happen after a stage has failed.</summary>
public enum MitigationAction : byte
{
    /// <summary>The run fails.</summary>
    Fail,

    /// <summary>The stage runs again.</summary>
    Retry,

    /// <summary>The run goes on as if the stage had succeeded.</summary>
    Continue,

    /// <summary>The run goes on with less than the stage was to give.</summary>
    Degrade,

    /// <summary>The stage is left out.</summary>
    Skip,

    /// <summary>The run is aborted.</summary>
    Abort,
}
