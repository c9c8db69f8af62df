using DocumentPipeline.Model;
using DocumentPipeline.Stages;

namespace DocumentPipeline.Running;

/// <summary>One call of a stage, with all its attempts.</summary>
/// <param name="Run">The stage's work.</param>
/// <param name="Context">The context from which every attempt starts.</param>
/// <param name="Protocol">Where the attempts are noted.</param>
internal sealed record StageCall(Stage Run, DocumentContext Context, StageProtocol Protocol)
{
    /// <summary>Makes an attempt.</summary>
    public ValueTask<DocumentContext> AttemptAsync(CancellationToken cancellationToken)
    {
        Protocol.AttemptStarts();
        return Run(Context, cancellationToken);
    }
}
