"""The peer of stream.sh: sends prices to every connection by FastAPI on uvicorn, as is usual for such services.

Each connection has a queue, as each consumer of Django Channels has one; a message is put into all
of them, and each consumer encodes it as JSON and sends it. PEER_RATE messages per second.
"""

import asyncio
import contextlib
import datetime
import os

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

RATE = float(os.environ.get("PEER_RATE", "10"))
GROUP: set[asyncio.Queue] = set()


async def tell():
    """Sends a message to the whole group when it is due, late ones immediately."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due += 1 / RATE
        await asyncio.sleep(max(0.0, due - loop.time()))
        now = datetime.datetime.now(datetime.timezone.utc)
        message = {"symbol": "BTC", "price": "89450.00", "timestamp": str(now)}
        for queue in GROUP:
            queue.put_nowait(message)


@contextlib.asynccontextmanager
async def lifespan(_):
    task = asyncio.create_task(tell())
    yield
    task.cancel()


app = FastAPI(lifespan=lifespan)


@app.get("/ready")
def ready():
    return {"connections": len(GROUP)}


@app.websocket("/ws/prices/")
async def prices(socket: WebSocket):
    await socket.accept()
    queue = asyncio.Queue()
    GROUP.add(queue)
    try:
        while True:
            await socket.send_json(await queue.get())
    except WebSocketDisconnect:
        pass
    finally:
        GROUP.discard(queue)
