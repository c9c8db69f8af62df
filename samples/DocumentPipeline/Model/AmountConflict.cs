namespace DocumentPipeline.Model;

/// <summary>Two amounts for what seems to be one thing.</summary>
/// <param name="Subject">The thing.</param>
/// <param name="First">The amount that comes first, with its unit.</param>
/// <param name="FirstPage">Its page, from 1.</param>
/// <param name="Second">The other one.</param>
/// <param name="SecondPage">Its page, from 1.</param>
internal sealed record AmountConflict(string Subject, string First, int FirstPage, string Second, int SecondPage);
