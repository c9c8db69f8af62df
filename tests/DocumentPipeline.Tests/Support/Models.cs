using DocumentPipeline.Text;

namespace DocumentPipeline.Support;

/// <summary>The shipped language models.</summary>
internal static class Models
{
    public static LanguageModels Shipped { get; } =
        LanguageModelStore.LoadAsync(LanguageModelStore.ShippedFolder, CancellationToken.None).GetAwaiter().GetResult();

    public static LanguageModel English => Shipped.English;
}
