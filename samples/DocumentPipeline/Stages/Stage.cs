using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>One step: takes a context and returns a new one.</summary>
internal delegate ValueTask<DocumentContext> Stage(DocumentContext context, CancellationToken cancellationToken);
