namespace DocumentPipeline.Model;

/// <summary>A heading and the text below it.</summary>
/// <param name="Heading">The heading's text.</param>
/// <param name="Level">1 is the highest; 0 stands for text that has no heading.</param>
/// <param name="Page">Page on which it starts, from 1.</param>
/// <param name="Text">The text below the heading.</param>
internal sealed record Section(string Heading, int Level, int Page, string Text);
