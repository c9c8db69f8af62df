namespace Resilience;

/// <summary>Where a risk comes from.</summary>
public enum RiskCategory : byte
{
    /// <summary>What comes in is damaged, empty or too little.</summary>
    DataQuality,

    /// <summary>Something that is not ours is missing or down: a service, a model, a file.</summary>
    ExternalDependency,

    /// <summary>Memory, disk, threads or a quota run out.</summary>
    ResourceExhaustion,

    /// <summary>The work itself does not end, or ends with nothing.</summary>
    ComputationError,

    /// <summary>A result does not meet a rule that it has to meet.</summary>
    ValidationFailure,

    /// <summary>Something is set up wrongly.</summary>
    Configuration,
}
