namespace DocumentPipeline.Stages;

/// <summary>A stage as the program describes it to the orchestrator.</summary>
/// <param name="Name">One of <see cref="StageNames"/>.</param>
/// <param name="Run">The stage's work.</param>
/// <param name="Fallback">What replaces it when it keeps failing and no risk says otherwise; null where nothing can.</param>
internal sealed record StageDefinition(string Name, Stage Run, StageFallback? Fallback = null);
