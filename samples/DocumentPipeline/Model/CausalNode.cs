namespace DocumentPipeline.Model;

/// <summary>Something that is a cause or an effect.</summary>
/// <param name="Label">How it is called where it occurs first.</param>
/// <param name="Mentions">In how many links it occurs.</param>
internal sealed record CausalNode(string Label, int Mentions);
