// What the snippets of the docs may call without declaring it. It is compiled into each of them; a name that a snippet
// declares itself hides the one here.

global using static Prelude;

internal static class Prelude
{
    /// <summary>A service that answers at once.</summary>
    public static AiClient ai { get; } = new();

    /// <summary>What a service answered: nothing is wrong with it.</summary>
    public static AiReply reply { get; } = new(IsBusy: false, Wait: TimeSpan.FromSeconds(2), IsMalformed: false);

    /// <summary>A store that answers at once.</summary>
    public static OrderStore orders { get; } = new();

    /// <summary>Responds to every request with 200, without a network.</summary>
    public static HttpClient http { get; } = new(new OkHandler()) { BaseAddress = new Uri("https://example.org/") };

    /// <summary>The caller's token; nobody cancels it.</summary>
    public static CancellationToken cancellationToken => CancellationToken.None;
}

internal sealed class AiClient
{
    public ValueTask<string> SummarizeAsync(CancellationToken cancellationToken) => new("A short summary.");

    public ValueTask<string> SummarizeAsync(string text, CancellationToken cancellationToken) => new($"A summary of {text.Length} characters.");

    public Task<float[]> EmbedAsync(string text, CancellationToken cancellationToken) => Task.FromResult(new float[] { 0.1f, 0.2f });
}

internal sealed record AiReply(bool IsBusy, TimeSpan? Wait, bool IsMalformed);

internal sealed class ModelException(int status, TimeSpan? retryAfter = null) : Exception
{
    public int Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}

internal sealed class QuotaException : Exception;

internal sealed record PlanContext(string Document, int Pages);

/// <summary>Stands for what source generation makes of <c>[JsonSerializable(typeof(PlanContext))]</c>.</summary>
internal sealed class PlanJson
{
    public static PlanJson Default { get; } = new();

    public System.Text.Json.Serialization.Metadata.JsonTypeInfo<PlanContext> PlanContext { get; } =
        (System.Text.Json.Serialization.Metadata.JsonTypeInfo<PlanContext>)
            System.Text.Json.JsonSerializerOptions.Default.GetTypeInfo(typeof(PlanContext));
}

internal sealed record Order(int Id, decimal Total);

internal sealed class OrderStore
{
    public async ValueTask<Order> LoadAsync(int id, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new Order(id, 9.5m);
    }

    public Task SaveAsync(Order order, CancellationToken cancellationToken) => Task.CompletedTask;

    public Order Load(int id) => new(id, 9.5m);
}

internal sealed class OkHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK) { Content = new StringContent("ok"), RequestMessage = request });
}
