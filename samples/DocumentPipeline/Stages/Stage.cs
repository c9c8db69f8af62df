using DocumentPipeline.Model;
using Resilience;

namespace DocumentPipeline.Stages;

/// <summary>One step: takes a context and returns a new one. What the orchestrator tells it comes first.</summary>
internal delegate ValueTask<DocumentContext> Stage(
    StageContext stage, DocumentContext context, CancellationToken cancellationToken);
