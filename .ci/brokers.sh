# Sourced by run. Tests of the transports want RabbitMQ, NATS with JetStream and Redis: those that the environment names, or else
# local ones. What does not listen is started, and installed before when it is missing; what was started ends with the script.

broker_files=$(mktemp -d)
broker_pids=()

start_brokers() {
  if [ -z "${REDIS_URL:-}" ]; then
    export REDIS_URL=redis://127.0.0.1:6379
    start_broker redis-server 6379 \
      redis-server --bind 127.0.0.1 --port 6379 --save '' --dir "$broker_files" || return 1
  fi
  if [ -z "${NATS_URL:-}" ]; then
    export NATS_URL=nats://127.0.0.1:4222
    start_broker nats-server 4222 \
      nats-server -js -sd "$broker_files/nats" -a 127.0.0.1 -p 4222 || return 1
  fi
  if [ -z "${RABBITMQ_URL:-}" ]; then
    export RABBITMQ_URL=amqp://guest:guest@127.0.0.1:5672
    # Debian's own command serves root alone, and only as the system's one server.
    start_broker rabbitmq-server 5672 env \
      HOME="$broker_files" RABBITMQ_NODENAME=critter-ci@localhost \
      RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=5672 \
      RABBITMQ_MNESIA_BASE="$broker_files/rabbitmq" RABBITMQ_LOG_BASE="$broker_files/rabbitmq-logs" \
      RABBITMQ_CONF_ENV_FILE="$broker_files/none" RABBITMQ_CONFIG_FILE="$broker_files/none" \
      RABBITMQ_ENABLED_PLUGINS_FILE="$broker_files/rabbitmq-plugins" \
      /usr/lib/rabbitmq/bin/rabbitmq-server || return 1
  fi
}

# start_broker PACKAGE PORT COMMAND…
start_broker() {
  local package=$1 port=$2
  shift 2
  listens "$port" && return
  if ! command -v "$package" >/dev/null; then install_package "$package" || return 1; fi
  # Installing may have started it.
  listens "$port" && return
  local log=$broker_files/$package.log
  "$@" >"$log" 2>&1 &
  broker_pids+=($!)
  for _ in $(seq 60); do
    listens "$port" && return
    sleep 1
  done
  echo "$package does not listen on port $port:"
  tail -20 "$log"
  return 1
}

listens() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

install_package() {
  local sudo=''
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "installing $1"
  $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$1"
}

stop_brokers() {
  [ ${#broker_pids[@]} -eq 0 ] || kill "${broker_pids[@]}" 2>/dev/null
  wait
  rm -rf "$broker_files"
}
