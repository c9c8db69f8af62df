namespace DocumentPipeline.Text;

/// <summary>Words that say that one thing leads to another.</summary>
/// <param name="Text">The words, lowercase.</param>
/// <param name="Order">Which side is the cause.</param>
/// <param name="Confidence">How often that is what the words mean, from 0 to 1; an estimate, not a measurement.</param>
internal sealed record CausalCue(string Text, CueOrder Order, double Confidence);
