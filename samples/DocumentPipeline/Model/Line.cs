namespace DocumentPipeline.Model;

/// <summary>One line of text.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Text">Its words, separated by single spaces.</param>
/// <param name="FontSize">Size of most of its letters in points; 0 where the layout is unknown.</param>
/// <param name="IsBold">Whether every word is set in a bold font.</param>
/// <param name="Top">Height of its upper edge as a share of the page: 1 is the top, 0 the bottom.</param>
internal sealed record Line(int Page, string Text, double FontSize, bool IsBold, double Top);
