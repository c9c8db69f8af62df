namespace DocumentPipeline.Text;

/// <summary>Words that say that one thing leads to another.</summary>
/// <param name="Text">The words, lowercase.</param>
/// <param name="Order">Which side is the cause.</param>
/// <param name="Confidence">How often that is what the words mean, from 0 to 1; an estimate, not a measurement.</param>
/// <param name="Keep">How many of the last words belong to what follows: in "for lack of rain" the cause is the lack, not the rain.</param>
internal sealed record CausalCue(string Text, CueOrder Order, double Confidence, int Keep = 0);
