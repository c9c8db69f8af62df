using DocumentPipeline.Faults;
using Resilience;

namespace DocumentPipeline.Running;

/// <summary>What an orchestrator is built from, besides what is always the same.</summary>
internal sealed record RunSetup
{
    /// <summary>Where records are kept.</summary>
    public required ICheckpointStore Store { get; init; }

    /// <summary>Where the models go that a mitigation installs.</summary>
    public required OutputFolder Output { get; init; }

    /// <summary>The numbers of the stages' protection.</summary>
    public required ProtectionSettings Settings { get; init; }

    /// <summary>The size of the document; default 0, where it is not known.</summary>
    public long DocumentBytes { get; init; }

    /// <summary>The fault to inject per stage; default none.</summary>
    public IReadOnlyDictionary<string, Fault> Faults { get; init; } = new Dictionary<string, Fault>();

    /// <summary>Told of attempts that failed and are made again; default nobody.</summary>
    public Action<StageInfo, string> OnRetry { get; init; } = static (_, _) => { };

    /// <summary>Who watches, in the order in which they are told; default nobody.</summary>
    public IReadOnlyList<RunObserver> Observers { get; init; } = [];

    /// <summary>The clock; default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
