namespace DocumentPipeline.Stages;

/// <summary>A stage as the runner sees it.</summary>
/// <param name="Name">One of <see cref="StageNames"/>.</param>
/// <param name="Run">The stage's work.</param>
/// <param name="Fallback">What replaces it when it keeps failing; null where nothing can.</param>
internal sealed record StageDefinition(string Name, Stage Run, StageFallback? Fallback = null);
